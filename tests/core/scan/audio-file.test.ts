import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { AudioFile } from '../../../src-main/core/scan/audio-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-audio-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file of one letter. */
function fileOf(letter: string, length: number): string {
  const path = join(folder, `${letter}-${length}`)
  writeFileSync(path, letter.repeat(length))
  return path
}

it('gives the bytes of a file, whatever files were open before or are open now', () => {
  const long = new AudioFile(fileOf('a', 200_000))
  const short = new AudioFile(fileOf('b', 10))
  expect(long.bytes(150_000, 4).toString()).toBe('aaaa')
  expect(short.bytes(0, 100).toString()).toBe('b'.repeat(10))
  expect(long.bytes(0, 4).toString()).toBe('aaaa')
  long.close()
  const next = new AudioFile(fileOf('c', 70_000))
  expect(next.bytes(69_998, 10).toString()).toBe('cc')
  expect(next.bytes(3, 2).toString()).toBe('cc')
  expect(short.bytes(8, 10).toString()).toBe('bb')
  short.close()
  next.close()
  const last = new AudioFile(fileOf('d', 5))
  expect(last.bytes(0, 70_000).toString()).toBe('ddddd')
  expect(last.bytes(5, 5)).toHaveLength(0)
  last.close()
})
