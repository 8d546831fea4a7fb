import { readFileSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { EarshotError } from '../../src-main/contract/errors.ts'
import { audioHash, everythingElse, readFields, writeFields } from '../../src-main/core/tags/index.ts'
import { damage } from './damage.ts'

export interface DamageOutcome {
  written: number
  refused: number
  /** Milliseconds the slowest took. */
  slowest: number
  /** What should never be, by seed. */
  wrong: string[]
}

const changes = {
  genre: ['Jazz', 'Ambient'],
  mood: ['calm'],
  bpm: ['99'],
  comment: ['x'.repeat(3000)],
  taught: ['a', 'b']
}

/**
 * Tries to tag damaged copies of a file. Each is either refused with an error of the closed list, or comes out with
 * the new fields, all else and its sound unchanged.
 */
export async function tryDamaged(
  path: string,
  copy: string,
  count: number,
  seed: number
): Promise<DamageOutcome> {
  const whole = readFileSync(path)
  const outcome: DamageOutcome = { written: 0, refused: 0, slowest: 0, wrong: [] }
  for (let i = seed; i < seed + count; i++) {
    writeFileSync(copy, damage(whole, i))
    const start = performance.now()
    try {
      const before = { hash: await audioHash(copy), else: everythingElse(copy) }
      writeFields(copy, changes)
      const { fields } = readFields(copy)
      const after = { hash: await audioHash(copy), else: everythingElse(copy) }
      if (!isDeepStrictEqual(after, before)) outcome.wrong.push(`${i}: something else changed`)
      if (!isDeepStrictEqual({ ...fields, ...changes }, fields))
        outcome.wrong.push(`${i}: reads back differently`)
      outcome.written++
    } catch (thrown) {
      if (thrown instanceof EarshotError && thrown.code !== 'internal') outcome.refused++
      else outcome.wrong.push(`${i}: ${String(thrown)}`)
    }
    outcome.slowest = Math.max(outcome.slowest, performance.now() - start)
  }
  return outcome
}
