import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { execFileSync, spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { packDeb } from '../package/deb.ts'
import { packNpm } from '../package/npm.ts'
import { root as checkout } from '../package/places.ts'
import { nameOf, platformOf } from '../package/platforms.ts'
import { FreshRoot, makeDebian } from './fresh-root.ts'
import { makeMusic, printLibrary, printMusic, searchInTerminal, serveAndSearch } from './fresh-use.ts'

/**
 * node scripts/prove/fresh-debian.ts [DEBIAN.tar]: two Debians that have never seen this checkout. Into one the Debian package is
 * installed with what it depends on, into the other Node and the npm package; each listens, finds in a browser, and is removed;
 * music and library stay as they were. As root, where mmdebstrap is; lintian, where it is, looks over the package. A tar file
 * of a Debian that was made before saves making it again.
 */

const work = mkdtempSync(join(tmpdir(), 'earshot-debian-'))
const platform = platformOf()
let lost = 0

const held = (what: string, holds: boolean, told = ''): void => {
  console.log(`${holds ? 'holds' : 'LOST '}  ${what}${told ? `: ${told}` : ''}`)
  if (!holds) lost++
}

/** What a package is asked in its Debian. */
interface Packaged {
  install(root: FreshRoot): void
  /** While a server runs; fails where it may not. */
  reinstall(root: FreshRoot): void
  remove(root: FreshRoot): void
  /** How many of the four files it can hear. */
  heard: number
}

const ran = (what: string, { status, stdout, stderr }: ReturnType<FreshRoot['run']>): void =>
  held(what, status === 0, status === 0 ? '' : `${stdout}${stderr}`.trim().slice(-2000))

const debian = (file: string): Packaged => ({
  heard: 4,
  install(root) {
    cpSync(file, root.at('/root/earshot.deb'))
    ran('the lists of packages are there', root.run(['apt-get', 'update']))
    ran('it installs', root.run(['apt-get', 'install', '--yes', '/root/earshot.deb']))
    held('ffmpeg came along', existsSync(root.at('/usr/bin/ffmpeg')))
    held('nothing starts by itself', !existsSync(root.at('/root/.config/systemd')))
    ran('its page of the manual is there', root.run(['test', '-s', '/usr/share/man/man1/earshot.1.gz']))
  },
  reinstall: root =>
    ran('it installs over one that runs', root.run(['dpkg', '--install', '/root/earshot.deb'])),
  remove(root) {
    ran('it is purged', root.run(['apt-get', 'purge', '--yes', 'earshot']))
    held('nothing of it is left', !existsSync(root.at('/usr/lib/earshot')))
  }
})

const lineOf = (text: string, what: RegExp): string => text.split('\n').find(line => what.test(line)) ?? text

/** No registry answers it: what it needs is in the file. */
const alone = { npm_config_registry: 'http://127.0.0.1:1/', npm_config_audit: 'false' }

const npm = (file: string): Packaged => {
  const install = ['npm', 'install', '--global', '/root/earshot.tgz']
  return {
    heard: 3,
    install(root) {
      cpSync(file, root.at('/root/earshot.tgz'))
      const node = join(checkout, 'node_modules', `node-${nameOf(platform)}`, 'bin/node')
      cpSync(node, root.at('/usr/local/bin/node'))
      const npmHere = join(execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim(), 'npm')
      cpSync(npmHere, root.at('/usr/local/lib/node_modules/npm'), { recursive: true })
      ran(
        'npm is there',
        root.run(['ln', '-s', '../lib/node_modules/npm/bin/npm-cli.js', '/usr/local/bin/npm'])
      )
      root.readOnly('/usr', () => {
        const refused = root.run(install, alone)
        held(
          'a prefix that is read-only is refused',
          refused.status !== 0,
          lineOf(refused.stderr, /EROFS|read-only/)
        )
      })
      ran('it installs, and asks no registry', root.run(install, alone))
    },
    reinstall: root => ran('it installs over one that runs', root.run(install, alone)),
    remove(root) {
      ran('it is removed', root.run(['npm', 'uninstall', '--global', 'earshot'], alone))
      held('nothing of it is left', !existsSync(root.at('/usr/local/lib/node_modules/earshot')))
    }
  }
}

async function prove(root: FreshRoot, packaged: Packaged): Promise<void> {
  makeMusic(root, work)
  const music = printMusic(root)
  packaged.install(root)
  await serveAndSearch(root, held, { heard: packaged.heard, meanwhile: () => packaged.reinstall(root) })
  root.readOnly('/usr', () => searchInTerminal(root, held))
  const doctor = root.run(['earshot', 'doctor'])
  held(
    'the doctor is asked',
    doctor.status === (packaged.heard === 4 ? 0 : 1),
    `\n${doctor.stdout}${doctor.stderr}`
  )
  console.log(root.run(['earshot', 'status', '--failures']).stdout.trim())
  const library = printLibrary(root)
  packaged.remove(root)
  held('the music is as it was', printMusic(root) === music)
  held('the library is as it was', printLibrary(root) === library)
}

function lookOver(file: string): void {
  const looked = spawnSync('lintian', ['--allow-root', '--fail-on', 'error,warning', file], {
    encoding: 'utf8'
  })
  if (looked.error) console.log('lintian is not here.')
  else held('lintian has no error and no warning', looked.status === 0, looked.stdout.trim())
}

async function main(): Promise<void> {
  const [given] = process.argv.slice(2)
  const tar = given ?? join(work, 'debian.tar')
  if (!given) makeDebian(tar)
  // How well it is compressed is not what is proved.
  const deb = packDeb(platform, { compression: 'gzip', folder: work })
  const tarball = packNpm(platform)
  for (const [file, packaged] of [
    [deb, debian(deb)],
    [tarball, npm(tarball)]
  ] as const) {
    console.log(`── ${basename(file)}, ${Math.round(statSync(file).size / 1e6)} MB`)
    const root = new FreshRoot(tar, mkdtempSync(join(work, 'root-')))
    try {
      await prove(root, packaged)
    } finally {
      root.close()
    }
  }
  lookOver(deb)
}

if (process.getuid?.() !== 0 || spawnSync('mmdebstrap', ['--version']).error) {
  console.log('Not proved: this takes root on Linux, and mmdebstrap.')
} else {
  try {
    await main()
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 3 })
  }
  console.log(`${lost} losses.`)
  process.exitCode = lost === 0 ? 0 : 1
}
