import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const worker = new URL('../../../src-main/engine/workers/analysis.worker.ts', import.meta.url)

/** Prints what modules a listener has loaded when it begins. */
const script = `
import { registerHooks } from 'node:module'
const loaded = []
registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context) } })
await import(${JSON.stringify(worker.href)})
console.log(loaded.join('\\n'))`

test('a listener loads no schemas before it has to read what was written down', () => {
  const args = ['--input-type=module', '-e', script]
  const loaded = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split('\n')
  expect(loaded).toContain(worker.href)
  expect(loaded.some(url => url.endsWith('/analyse-track.ts'))).toBe(true)
  expect(loaded.filter(url => /node_modules.zod/.test(url))).toEqual([])
})
