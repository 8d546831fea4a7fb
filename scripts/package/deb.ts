import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describedCommands } from './commands.ts'
import { bashCompletion, fishCompletion, zshCompletion } from './completions.ts'
import { copyright } from './copyright.ts'
import { manPage } from './man.ts'
import { inDist, readJson, root } from './places.ts'
import { nameOf, type Platform } from './platforms.ts'
import { stage } from './stage.ts'

const architectures: Readonly<Record<string, string>> = { 'linux-x64': 'amd64', 'linux-arm64': 'arm64' }

/** Who to write to is not known before there is a place to write to. */
const maintainer = 'The Earshot authors <earshot@localhost.localdomain>'

export interface DebOptions {
  /** `none` for those who only look at it, `gzip` for those who only try it. */
  compression?: 'xz' | 'gzip' | 'none'
  folder?: string
}

/**
 * dist/earshot_VERSION_ARCHITECTURE.deb: the release with a Node of its own, a page of the manual, completions, an entry for
 * menus and a service that is off until its owner enables it. Raises RangeError for platforms without Debian.
 */
export function packDeb(
  platform: Platform,
  { compression = 'xz', folder = inDist() }: DebOptions = {}
): string {
  const architecture = architectures[nameOf(platform)]
  if (architecture === undefined) throw new RangeError(`There is no Debian for ${nameOf(platform)}.`)
  if (!existsSync(nodeOf(platform)))
    throw new RangeError(`Node for ${nameOf(platform)} is not here: npm brings it on such a machine only.`)
  // Ours, in the first making of a Debian package of it.
  const version = `${readJson(join(root, 'package.json')).version}-1`
  const tree = join(folder, `earshot_${version}_${architecture}`)
  layOut(tree, platform, { version, architecture })
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', tree, `${tree}.deb`], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  return `${tree}.deb`
}

function layOut(
  tree: string,
  platform: Platform,
  { version, architecture }: { version: string; architecture: string }
): void {
  rmSync(tree, { recursive: true, force: true })
  const put = (path: string, text: string | Buffer, mode = 0o644): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text, { mode })
  }
  const ours = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'debian', name))

  const program = join(tree, 'usr/lib/earshot')
  stage(program, platform)
  for (const page of ['README.md', 'CHANGELOG.md', 'LICENSE']) rmSync(join(program, page))
  cpSync(join(nodeOf(platform), 'bin', 'node'), join(program, 'node'))

  const commands = describedCommands()
  const date = released()
  put('usr/bin/earshot', ours('earshot'), 0o755)
  put('usr/share/man/man1/earshot.1.gz', zipped(manPage(commands, version, date)))
  put('usr/share/bash-completion/completions/earshot', bashCompletion(commands))
  put('usr/share/zsh/vendor-completions/_earshot', zshCompletion(commands))
  put('usr/share/fish/vendor_completions.d/earshot.fish', fishCompletion(commands))
  put('usr/share/applications/earshot.desktop', ours('earshot.desktop'))
  put('usr/share/icons/hicolor/scalable/apps/earshot.svg', readFileSync(join(root, 'resources/icon.svg')))
  put('usr/lib/systemd/user/earshot.service', ours('earshot.service'))
  put('usr/share/doc/earshot/copyright', copyright(readFileSync(join(nodeOf(platform), 'LICENSE'), 'utf8')))
  put('usr/share/doc/earshot/changelog.gz', zipped(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')))
  put('usr/share/doc/earshot/changelog.Debian.gz', zipped(changelog(version, date)))
  put('usr/share/lintian/overrides/earshot', ours('lintian-overrides'))
  tidyModes(tree)
  put('DEBIAN/control', control({ version, architecture, size: sizeOf(join(tree, 'usr')) }))
}

/** The Node that npm brings along. */
const nodeOf = (platform: Platform): string => join(root, 'node_modules', `node-${nameOf(platform)}`)

/** No name and no time of whoever made it. */
const zipped = (text: string): Buffer => gzipSync(text, { level: 9 })

/** So that the same sources give the same package: the day of their last change, or as SOURCE_DATE_EPOCH says. */
function released(): Date {
  const given = process.env.SOURCE_DATE_EPOCH
  const seconds = given ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' })
  return new Date(Number(seconds) * 1000)
}

const control = (of: { version: string; architecture: string; size: number }): string => `Package: earshot
Version: ${of.version}
Architecture: ${of.architecture}
Maintainer: ${maintainer}
Section: sound
Priority: optional
Installed-Size: ${Math.ceil(of.size / 1024)}
Depends: ffmpeg, libc6 (>= 2.28), libgcc-s1, libstdc++6 (>= 9)
Recommends: bubblewrap
Suggests: xdg-utils
Description: find your own music by describing it
 Earshot listens to your files once, on your own machine, and from then on
 words such as "melancholic piano, rain outside" find the tracks, and the
 seconds, that sound like it. It tags by what is heard and makes playlists;
 music files are only read, but for tags that were reviewed. The window opens
 in a browser.
`

const changelog = (version: string, date: Date): string =>
  [
    `earshot (${version}) unstable; urgency=medium`,
    '  * What changed is in changelog.gz.',
    ` -- ${maintainer}  ${date.toUTCString().replace('GMT', '+0000')}\n`
  ].join('\n\n')

/** As Debian wants them: everybody may read, nobody but root write, and only programs run. */
function tidyModes(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) tidyModes(path)
    else chmodSync(path, isProgram(path) ? 0o755 : 0o644)
  }
  chmodSync(folder, 0o755)
}

const isProgram = (path: string): boolean => /\/(usr\/bin\/earshot|lib\/earshot\/node)$/.test(path)

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
