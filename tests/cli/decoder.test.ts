import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { commandLine } from '../support/command-line.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot decoder '))
const run = commandLine(work, join(work, 'data'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const program = (name: string, script: string): string => {
  const path = join(work, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}
const pathNow = async (...args: string[]): Promise<unknown> =>
  (JSON.parse((await run('decoder', '--json', ...args)).out) as { path: unknown }).path

it('another ffmpeg is used from now on, and the one that is found again', async () => {
  const found = await pathNow()
  const mine = program('ffmpeg-of-mine', 'exec ffmpeg "$@"')
  expect(await pathNow('ffmpeg-of-mine')).toBe(mine)
  expect(await pathNow()).toBe(mine)
  const { out, err } = await run('decoder')
  expect(out).toContain(`(${mine})`)
  expect(err).toMatch(/rights of Earshot|sees the file it reads/)
  expect(await pathNow('--find')).toBe(found)
})

it('what is no ffmpeg that runs is refused, and nothing changes', async () => {
  const before = await pathNow()
  for (const path of [program('other', 'echo hello'), join(work, 'not there'), work]) {
    const { code, out, err } = await run('decoder', path)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('is not an ffmpeg that runs here; nothing was changed.')
  }
  expect((await run('decoder', 'x', '--find')).code).toBe(1)
  expect(await pathNow()).toBe(before)
})
