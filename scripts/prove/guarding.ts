import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { commandLine } from '../../tests/support/command-line.ts'

/**
 * Who gets in and who may read: rights of the data folder, codes that are good once, tokens that can be guessed. And what
 * lies in the way of a start: junk in locks, leftovers, data folders that cannot be.
 */

const work = mkdtempSync(join(tmpdir(), 'earshot-guarding-'))
const main = resolve(import.meta.dirname, '../../src-main/cli/main.ts')
const lost: string[] = []
const counts = { rights: 0, codes: 0, tokens: 0, locks: 0, places: 0 }
const expect = (what: string, holds: boolean): void => void (holds || lost.push(what))
const others = (path: string): number => statSync(path).mode & 0o077

async function rights(): Promise<void> {
  for (const umask of [0, 0o022, 0o077]) {
    const data = join(work, `data ${umask}`)
    const before = process.umask(umask)
    const run = commandLine(work, data)
    await run('status')
    await run('backup')
    process.umask(before)
    for (const opened of [false, true]) {
      const paths = [
        data,
        ...(readdirSync(data, { recursive: true }) as string[]).map(name => join(data, name))
      ]
      if (opened) {
        for (const path of paths) chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644)
        await run('status')
      }
      for (const path of paths.filter(path => existsSync(path))) {
        counts.rights++
        const theirs = others(path)
        expect(`${path} is open to others (${theirs.toString(8)}) with umask ${umask}`, theirs === 0)
      }
    }
  }
}

async function codes(): Promise<void> {
  const data = join(work, 'served')
  const seen = join(work, 'opened')
  const bin = join(work, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}'\n`, { mode: 0o755 })
  const child = spawn(process.execPath, [main, '--data', data, 'serve', '--json', '--open'], {
    env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  let out = ''
  const told = await new Promise<{ url: string; origin: string; tokenFile: string }>(done =>
    child.stdout.on('data', text => {
      out += String(text)
      if (out.includes('\n}')) done(JSON.parse(out) as { url: string; origin: string; tokenFile: string })
    })
  )
  while (!existsSync(seen) || readFileSync(seen, 'utf8') === '')
    await new Promise(done => setTimeout(done, 50))
  const opened = readFileSync(seen, 'utf8').trim()
  const token = readFileSync(told.tokenFile, 'utf8').trim()
  const statusOf = async (url: string): Promise<number> => (await fetch(url, { redirect: 'manual' })).status
  for (const url of [told.url, opened]) {
    expect(`${url} holds the token`, !url.includes(token))
    for (const wanted of [303, 401, 401]) {
      counts.codes++
      expect('a code is not good exactly once', (await statusOf(url)) === wanted)
    }
  }
  expect('the token is open to others', others(told.tokenFile) === 0)
  const list = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')
  expect('the token stands in the list of processes', !list.includes(token))
  for (let i = 0; i < 500; i++) {
    counts.codes++
    const guess = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url')
    if ((await statusOf(`${told.origin}/?code=${guess}`)) !== 401) lost.push('a guess got in')
  }
  child.kill('SIGTERM')
  await new Promise(done => child.once('exit', done))
  const run = commandLine(work, data)
  for (const weak of [
    '',
    ' ',
    '1',
    'password',
    'a'.repeat(64),
    'abcabcabcabcabcabcabc',
    'short-but-mixed',
    'with spaces in it all'
  ]) {
    counts.tokens++
    expect(`the token "${weak}" was taken`, (await run('serve', '--token', weak)).code === 1)
  }
}

async function locks(): Promise<void> {
  const data = join(work, 'locked')
  const run = commandLine(work, data)
  await run('status')
  const music = join(work, 'music')
  mkdirSync(music)
  const junk: Record<string, (path: string) => void> = {
    text: path => writeFileSync(path, '12345\n'),
    bytes: path => writeFileSync(path, crypto.getRandomValues(new Uint8Array(9000))),
    'half a header': path => writeFileSync(path, 'SQLite format 3\0'),
    folder: path => mkdirSync(path),
    pipe: path => void spawnSync('mkfifo', [path]),
    'link to nothing': path => symlinkSync('/nowhere/at/all', path)
  }
  for (const lock of ['open.lock', 'jobs.lock', 'tags.lock'])
    for (const [kind, put] of Object.entries(junk)) {
      const path = join(data, lock)
      rmSync(path, { recursive: true, force: true })
      put(path)
      counts.locks++
      const { code, err } = await run('scan', 'music')
      expect(`${kind} in ${lock}: ${err}`, code === 0)
    }
  const ours = ['.earshot-writing-0123456789ab.tmp', '.earshot-writing-ffffffffffff.db', '.earshot-12-34.tmp']
  const theirs = [
    'film.mkv.partial',
    '.earshot-writing-mine.tmp',
    'earshot-writing-0123456789ab.tmp',
    'a.tmp'
  ]
  for (const name of [...ours, ...theirs]) writeFileSync(join(data, name), 'x')
  await run('status')
  for (const name of ours) expect(`${name} is still there`, !existsSync(join(data, name)))
  for (const name of theirs) expect(`${name} of somebody else is gone`, existsSync(join(data, name)))
}

async function places(): Promise<void> {
  const file = join(work, 'a file')
  writeFileSync(file, '')
  for (const place of [
    file,
    join(file, 'x'),
    '/proc/x',
    '/proc/1/x/y',
    '/dev/null',
    '/dev/null/x',
    '/sys/x'
  ]) {
    counts.places++
    const started = performance.now()
    const { status, stderr } = spawnSync(process.execPath, [main, '--data', place, 'status'], {
      encoding: 'utf8',
      timeout: 60_000
    })
    const seconds = (performance.now() - started) / 1000
    expect(
      `--data ${place}: ${status} after ${seconds.toFixed(0)} s: ${stderr}`,
      status === 1 && stderr.startsWith('earshot: ')
    )
    expect(`--data ${place}: raw words: ${stderr}`, !/SQLITE|E[A-Z]{4,}|unable to open/.test(stderr))
  }
}

try {
  for (const part of [rights, codes, locks, places]) await part()
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(
  `${counts.rights} rights, ${counts.codes} tries with codes, ${counts.tokens} weak tokens, ${counts.locks} locks with junk, ` +
    `${counts.places} data folders that cannot be: ${lost.length} losses`
)
for (const one of lost) console.log(`  ${one}`)
process.exitCode = lost.length === 0 ? 0 : 1
