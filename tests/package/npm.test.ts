import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packNpm } from '../../scripts/package/npm.ts'
import { readJson } from '../../scripts/package/places.ts'
import { platformOf } from '../../scripts/package/platforms.ts'
import { shippedPackages } from '../../scripts/package/shipped.ts'
import { writeWav } from '../support/audio.ts'

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

  it('serves the page', async () => {
    const token = 'of-this-test-and-of-no-other'
    const serving = spawn(process.execPath, [program, '--data', join(work, 'data'), 'serve', '--port', '0'], {
      cwd: work,
      env: { ...environment, EARSHOT_TOKEN: token }
    })
    try {
      const address = await new Promise<string>((found, failed) => {
        let said = ''
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
    } finally {
      serving.kill('SIGTERM')
      await once(serving, 'close')
    }
  })

  it('says what an older Node lacks', () => {
    const older =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.0" } })'
    const told = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${older}`, program, 'status'],
      {
        encoding: 'utf8'
      }
    )
    expect(told.status).toBe(1)
    expect(told.stderr).toContain('Earshot needs Node 24 or newer')
  })
})

it('makes none for a platform that inference has no library for', () => {
  expect(() => platformOf('darwin-x64')).toThrow('No package can be made for darwin-x64')
})
