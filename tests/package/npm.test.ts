import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packNpm } from '../../scripts/package/npm.ts'
import { readJson } from '../../scripts/package/places.ts'
import { platformOf } from '../../scripts/package/platforms.ts'
import { shippedPackages } from '../../scripts/package/shipped.ts'
import { listBackups } from '../../src-main/core/database/backups/list.ts'
import { databaseFile } from '../../src-main/core/database/files.ts'
import { writeWav } from '../support/audio.ts'
import { putLibrary0040 } from '../support/library-0040.ts'

// The tarball alone, installed in a clean prefix by a npm that can reach nobody.

const work = mkdtempSync(join(tmpdir(), 'earshot-npm-'))
const prefix = join(work, 'prefix')
const installed = join(prefix, 'lib', 'node_modules', 'earshot')
const program = join(prefix, 'bin', 'earshot')

const environment = {
  ...process.env,
  HOME: join(work, 'home'),
  npm_config_cache: join(work, 'cache'),
  npm_config_registry: 'http://127.0.0.1:1/',
  // npx and npm tell those they start who they are; this is no such start.
  npm_command: undefined
}

const earshot = (...args: string[]) =>
  spawnSync(process.execPath, [program, '--data', join(work, 'data'), ...args], {
    cwd: work,
    env: environment,
    encoding: 'utf8'
  })

let listed: string[]

beforeAll(() => {
  const file = packNpm(platformOf())
  listed = execFileSync('tar', ['tzf', file], { encoding: 'utf8', maxBuffer: 1 << 24 })
    .split('\n')
    .filter(Boolean)
    .map(path => path.replace(/^package\//, ''))
  mkdirSync(environment.HOME)
  execFileSync(
    'npm',
    ['install', '--global', '--offline', '--prefix', prefix, '--no-audit', '--no-fund', file],
    {
      cwd: work,
      env: environment,
      stdio: 'pipe'
    }
  )
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('what the tarball holds', () => {
  it('is the program, the page, models, licences, and no more of ours', () => {
    const ours = new Set(
      listed.filter(path => !path.startsWith('node_modules/')).map(path => path.split('/')[0])
    )
    expect([...ours].sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'bin',
        'models',
        'out',
        'package.json',
        'resources',
        'support'
      ].sort()
    )
    expect(listed).toContain('models/earshot-mulan-2/audio.onnx')
    expect(listed).toContain('models/earshot-mulan-2/LICENSE-CC-BY-SA-4.0.txt')
    expect(listed).toContain('resources/third-party-licences.md')
    expect(listed).toContain('out/renderer/index.html')
  })

  it('is nothing to train, to test or to build with', () => {
    expect(listed.filter(path => /training|\.test\.|\.ts$|\.map$|binding\.gyp/.test(path))).toEqual([])
  })

  it('is native code for this platform alone', () => {
    const { os, cpu } = platformOf()
    const native = listed.filter(path => path.endsWith('.node'))
    expect(native).toHaveLength(2)
    for (const path of native) expect(path).toMatch(new RegExp(`${os}[/-]${cpu}`))
  })
})

describe('where it is installed', () => {
  it('has each package at the version of the lock file, and none that does anything when installed', () => {
    const packages = shippedPackages()
    for (const { path, version } of packages) {
      const found = readJson(join(installed, path, 'package.json'))
      expect(found.version).toBe(version)
      expect(Object.keys(found.scripts ?? {}).filter(name => /^(pre|post)?install$/.test(name))).toEqual([])
    }
    const folders = readdirSync(join(installed, 'node_modules')).flatMap(name =>
      name.startsWith('@') ? readdirSync(join(installed, 'node_modules', name)) : name
    )
    expect(folders.filter(name => !name.startsWith('.'))).toHaveLength(packages.length)
  })

  it('scans, listens and finds', () => {
    const music = join(work, 'music')
    mkdirSync(music)
    writeWav(join(music, 'low hum.wav'), { seconds: 12, hz: 110 })
    expect(earshot('scan', '--analyse', music)).toMatchObject({ status: 0 })
    const found = earshot('--json', 'search', 'hum')
    expect(found.status).toBe(0)
    expect(found.stdout).toContain('low hum.wav')
  }, 180_000)

  it('finds every package that it depends on', () => {
    const { dependencies } = readJson(join(installed, 'package.json'))
    const script = `for (const name of ${JSON.stringify(Object.keys(dependencies ?? {}))}) await import(name)`
    const loaded = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: installed,
      encoding: 'utf8'
    })
    expect(loaded.stderr).toBe('')
  })

  it('serves the page, until another edition is installed over it', async () => {
    const token = 'of-this-test-and-of-no-other'
    const serving = spawn(process.execPath, [program, '--data', join(work, 'data'), 'serve', '--port', '0'], {
      cwd: work,
      env: { ...environment, EARSHOT_TOKEN: token }
    })
    const ended = once(serving, 'close')
    let said = ''
    try {
      const address = await new Promise<string>((found, failed) => {
        const look = (text: string): void => {
          said += text
          const match = /http:\/\/\S+/.exec(said)
          if (match) found(match[0])
        }
        serving.stdout.setEncoding('utf8').on('data', look)
        serving.stderr.setEncoding('utf8').on('data', look)
        serving.on('close', () => failed(new Error(said)))
      })
      const page = await fetch(new URL('/', address), { headers: { authorization: `Bearer ${token}` } })
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('<script')
      // Another edition is installed over it.
      const description = join(installed, 'package.json')
      const now = readFileSync(description, 'utf8')
      writeFileSync(description, JSON.stringify({ ...JSON.parse(now), version: '999.0.0' }))
      await ended
      writeFileSync(description, now)
      expect(serving.exitCode).toBe(1)
      expect(said).toContain('Earshot was updated to 999.0.0 while it ran, and ends: start it again.')
    } finally {
      serving.kill('SIGTERM')
      await ended
    }
  })

  it.each([
    [
      'an old Node',
      `versions', { value: { ...process.versions, node: '20.19.0' }`,
      'Earshot needs Node 24 or newer'
    ],
    [
      'another processor',
      `arch', { value: 'riscv64'`,
      `and this Node for ${process.platform}-riscv64: install`
    ]
  ])('says in a sentence what to do on %s', (_, changed, told) => {
    const script = `data:text/javascript,Object.defineProperty(process, '${changed} })`
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', script, program, '--data', join(work, 'data'), 'status'],
      { encoding: 'utf8' }
    )
    expect([status, stderr.trim().split('\n')]).toEqual([1, [expect.stringContaining(told)]])
  })

  it('opens and searches a library of the first edition, and says how to go back from one of the future', () => {
    const data = join(work, 'first edition')
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [program, '--data', data, ...args], { env: environment, encoding: 'utf8' })
    putLibrary0040(data)
    expect(run('search', 'year:1994 bpm:<80').stdout).toContain('Slow Rain')
    // A backup of it as it was came first.
    expect(listBackups(data)).toMatchObject([{ kind: 'migration', version: 40 }])
    const db = new BetterSqlite3(databaseFile(data))
    db.pragma('user_version = 999999')
    db.close()
    expect(run('status').stderr).toContain('written by a newer Earshot (version 999999')
    expect(run('restore', '1', '--yes')).toMatchObject({ status: 0 })
    expect(JSON.parse(run('--json', 'status').stdout)).toMatchObject({ tracks: 8, analysed: 6 })
  }, 120_000)
})

it('makes none for a platform that inference has no library for', () => {
  expect(() => platformOf('darwin-x64')).toThrow('No package can be made for darwin-x64')
})
