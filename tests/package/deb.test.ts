import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describedCommands } from '../../scripts/package/commands.ts'
import { bashCompletion, fishCompletion, zshCompletion } from '../../scripts/package/completions.ts'
import { packDeb } from '../../scripts/package/deb.ts'
import { manPage } from '../../scripts/package/man.ts'
import { platformOf } from '../../scripts/package/platforms.ts'

const has = (program: string): boolean => spawnSync('which', [program]).status === 0
const commands = describedCommands()
const work = mkdtempSync(join(tmpdir(), 'earshot-deb-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

// In a fresh Debian it is installed, by scripts/prove/fresh-debian.ts: here it is unpacked, and runs from where it lies.
describe.skipIf(!has('dpkg-deb'))('the Debian package', () => {
  const unpacked = join(work, 'root')
  let file: string
  const at = (path: string): string => join(unpacked, path)

  beforeAll(() => {
    file = packDeb(platformOf(), { compression: 'none', folder: work })
    execFileSync('dpkg-deb', ['--extract', file, unpacked])
  }, 180_000)

  it('says what it is and needs', () => {
    const control = execFileSync('dpkg-deb', ['--field', file], { encoding: 'utf8' })
    expect(control).toMatch(/^Package: earshot$/m)
    expect(control).toMatch(/^Depends: ffmpeg, libc6/m)
    expect(control).toMatch(/^Installed-Size: \d{5,6}$/m)
    // No script of ours runs as root when it is installed or removed.
    expect(
      spawnSync('dpkg-deb', ['--ctrl-tarfile', file], { maxBuffer: 1 << 26 }).stdout.toString('latin1')
    ).not.toMatch(/\.\/(pre|post)(inst|rm)/)
  })

  it('belongs to root, and to nobody else', () => {
    const listed = execFileSync('dpkg-deb', ['--contents', file], { encoding: 'utf8', maxBuffer: 1 << 26 })
    const lines = listed.trim().split('\n')
    expect(lines.length).toBeGreaterThan(500)
    expect(lines.filter(line => !/^[d-]r[w-][x-]r-[x-]r-[x-] root\/root /.test(line))).toEqual([])
  })

  it('runs with its own Node, through a link as well', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    const options = { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', HOME: work } } as const
    expect(execFileSync(at('usr/bin/earshot'), ['--version'], options)).toBe(`${version}\n`)
    const link = join(work, 'linked')
    execFileSync('ln', ['-s', at('usr/bin/earshot'), link])
    expect(execFileSync(link, ['--version'], options)).toBe(`${version}\n`)
  })

  it('holds the pages that Debian wants', () => {
    const page = gunzipSync(readFileSync(at('usr/share/man/man1/earshot.1.gz'))).toString()
    expect(page).toContain('.TH EARSHOT 1')
    expect(readFileSync(at('usr/share/doc/earshot/copyright'), 'utf8')).toContain('codec-parser')
    expect(existsSync(at('usr/share/icons/hicolor/scalable/apps/earshot.svg'))).toBe(true)
    expect(existsSync(at('usr/share/doc/earshot/changelog.Debian.gz'))).toBe(true)
  })

  it('starts with its service what answers, and ends as that expects', async () => {
    const unit = readFileSync(at('usr/lib/systemd/user/earshot.service'), 'utf8')
    const of = (field: string): string => new RegExp(`^${field}=(.*)$`, 'm').exec(unit)![1]!
    const [program, ...args] = of('ExecStart').split(' ')
    expect(args).toEqual(['serve', '--port', '8765'])
    // Whatever else has that port here.
    const child = spawn(at(program!), ['serve', '--port', '0'], {
      env: {
        PATH: '/usr/bin:/bin',
        HOME: work,
        ...Object.fromEntries(
          of('Environment')
            .split(' ')
            .map(one => one.split('='))
        )
      }
    })
    const ended = once(child, 'close')
    const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
    expect((await fetch(/http:\/\/\S+/.exec(said)![0], { redirect: 'manual' })).status).toBe(303)
    child.kill('SIGTERM')
    await ended
    expect(String(child.exitCode)).toBe(of('SuccessExitStatus'))
  })

  it.skipIf(!has('systemd-analyze'))('has a service that systemd takes', () => {
    const unit = readFileSync(at('usr/lib/systemd/user/earshot.service'), 'utf8')
    const looked = join(work, 'earshot.service')
    // What it starts is not installed here.
    execFileSync('sh', ['-c', 'cat > "$0"', looked], {
      input: unit.replaceAll('/usr/bin/earshot', '/bin/true')
    })
    const told = spawnSync('systemd-analyze', ['verify', '--user', '--man=no', looked], {
      encoding: 'utf8',
      env: { ...process.env, XDG_RUNTIME_DIR: work }
    })
    expect([told.status, told.stderr]).toEqual([0, ''])
  })
})

it('there is none for what is no Linux, nor for another machine', () => {
  expect(() => packDeb(platformOf('win32-x64'))).toThrow('There is no Debian for win32-x64.')
  const other = process.arch === 'x64' ? 'linux-arm64' : 'linux-x64'
  expect(() => packDeb(platformOf(other))).toThrow(`Node for ${other} is not here`)
})

describe('the page of the manual', () => {
  const page = manPage(commands, '1.2.3', new Date(0))

  it('has every command with its options', () => {
    for (const { words, options, below } of commands.filter(one => one.below.length === 0)) {
      expect(page).toContain(`.SS "${words.replaceAll('-', '\\-')}`)
      for (const { name } of options) expect(page).toContain(name.replaceAll('-', '\\-'))
      expect(below).toEqual([])
    }
  })

  it.skipIf(!has('man'))('is read without a warning', () => {
    const told = spawnSync('man', ['--warnings', '--local-file', '-'], {
      input: page,
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '80', LC_ALL: 'C.UTF-8' }
    })
    expect(told.stderr).toBe('')
  })
})

describe('what shells offer', () => {
  const offered = (...typed: string[]): string[] => {
    const script = `${bashCompletion(commands)}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _earshot; printf '%s\\n' "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', script, 'bash', ...typed], { encoding: 'utf8' })
      .trim()
      .split('\n')
  }

  it('is the next word of a command, or an option', () => {
    expect(offered('earshot', 'sea')).toEqual(['search', 'searches'])
    expect(offered('earshot', '--data', '/tmp', 'tag', 're')).toEqual(['review', 'repair-texts'])
    expect(offered('earshot', 'serve', '--ho')).toEqual(['--host', '--host-name'])
    expect(offered('earshot', 'search', 'tag')).toEqual([''])
  })

  it.each([
    ['bash', bashCompletion, '-n'],
    ['zsh', zshCompletion, '-n'],
    ['fish', fishCompletion, '--no-execute']
  ] as const)('is right to %s', (shell, written, check) => {
    const text = written(commands)
    for (const { words } of commands) expect(text).toContain(words)
    if (!has(shell)) return
    const file = join(work, `of-${shell}`)
    writeFileSync(file, text)
    const told = spawnSync(shell, [check, file], { encoding: 'utf8' })
    expect([told.status, told.stderr]).toEqual([0, ''])
  })
})
