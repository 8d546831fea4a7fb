import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'earshot compiled '))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const compiled = pathToFileURL(resolve('scripts/support/compiled.mjs')).href

it('keeps to the place that each system has for it', () => {
  const code = `import { userCache } from ${JSON.stringify(compiled)}
    console.log(JSON.stringify([
      userCache('linux', {}, '/home/a'), userCache('linux', { XDG_CACHE_HOME: '/c' }, '/home/a'),
      userCache('darwin', {}, '/Users/a'), userCache('win32', { LOCALAPPDATA: '/l' }, '/a')
    ]))`
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
  expect(JSON.parse(told)).toEqual([
    join('/home/a', '.cache', 'earshot'),
    join('/c', 'earshot'),
    join('/Users/a', 'Library', 'Caches', 'earshot'),
    join('/l', 'earshot', 'cache')
  ])
})

/** Runs a program that keeps what it compiles under `kept`, and starts a thread; what it prints. */
function run(env: NodeJS.ProcessEnv = {}): string {
  writeFileSync(join(folder, 'thread.mjs'), 'export const a = 1')
  writeFileSync(
    join(folder, 'run.mjs'),
    `import { Worker } from 'node:worker_threads'
     import { keepCompiled } from ${JSON.stringify(compiled)}
     keepCompiled(${JSON.stringify(join(folder, 'kept'))})
     await new Promise(resolve => new Worker(new URL('thread.mjs', import.meta.url)).once('exit', resolve))
     console.log(process.env.NODE_COMPILE_CACHE ?? 'none')`
  )
  return execFileSync(process.execPath, [join(folder, 'run.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: undefined, ...env }
  }).trim()
}

it('keeps what threads compile', () => {
  expect(run()).toBe(join(folder, 'kept'))
  expect(readdirSync(join(folder, 'kept'), { recursive: true }).length).toBeGreaterThan(1)
})

it('leaves to a user who has another place for it, or none', () => {
  expect(run({ NODE_COMPILE_CACHE: join(folder, 'other') })).toBe(join(folder, 'other'))
  expect(run({ NODE_DISABLE_COMPILE_CACHE: '1' })).toBe('none')
  expect(existsSync(join(folder, 'kept'))).toBe(false)
})
