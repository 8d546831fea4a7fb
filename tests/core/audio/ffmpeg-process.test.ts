import { expect, test } from 'vitest'
import { chunksOf, startProgram } from '../../../src-main/core/audio/ffmpeg-process.ts'

const limits = { stallMs: 60_000, timeoutMs: 60_000 }

test('a piece is there until the next is asked for, and its memory is free then', async () => {
  const script = 'process.stdout.write(Buffer.alloc(1_000_000, 7))'
  const child = startProgram({ program: process.execPath, args: ['-e', script] }, null)
  let bytes = 0
  let [large, free] = [0, 0]
  let before: { piece: Buffer; length: number } | null = null
  for await (const piece of chunksOf(child, limits)) {
    if (before?.piece.length === 0) free += before.length
    expect(piece.every(byte => byte === 7)).toBe(true)
    bytes += piece.length
    // Small ones may lie beside others, in memory that is not theirs.
    if (piece.length >= 4096) large += piece.length
    before = { piece, length: piece.length }
  }
  if (before?.piece.length === 0) free += before.length
  expect(bytes).toBe(1_000_000)
  expect(free).toBeGreaterThanOrEqual(large)
  expect(large).toBeGreaterThan(500_000)
})
