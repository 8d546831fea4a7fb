import { expect, it } from 'vitest'
import { killWriting } from '../../../../scripts/prove/kill-writing.ts'

/** A small sample of `node scripts/prove/kill-writing.ts`, whose figures are in docs/writing-tags.md. */
it('damages no file of any format, however it is killed, and the journal says what is so', async () => {
  // A slow machine writes little before each kill.
  const figures = await killWriting({ writes: 25, kills: 5, copies: 1, seed: 7 })
  expect(figures.damage).toEqual([])
  expect(figures.writes).toBeGreaterThan(0)
  expect(figures.kills).toBeGreaterThan(0)
  expect(figures.formats).toContain('mp3')
})
