import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { generator } from '../../../src-main/core/kernels/random.ts'
import { putBack, readFields, writeFields, type FieldChanges } from '../../../src-main/core/tags/index.ts'
import { makeTagFixtures } from '../../support/tag-fixtures.ts'
import { randomChanges } from '../../support/random-tags.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-back-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Plans tried on each file. */
const rounds = 8

describe.each(makeTagFixtures(folder))('$name', ({ name, path }) => {
  const copy = join(folder, `copy-${name}`)

  test('every byte comes back after any changes, one after the other or all at once', () => {
    const random = generator(name.length + name.charCodeAt(0))
    const states: Buffer[] = []
    const ways: Uint8Array[] = []
    copyFileSync(path, copy)
    for (let round = 0; round < rounds; round++) {
      states.unshift(readFileSync(copy))
      ways.unshift(writeFields(copy, randomChanges(random))!)
    }
    const last = readFileSync(copy)
    const again = putBack(copy, ways)!
    expect(readFileSync(copy).equals(readFileSync(path))).toBe(true)
    putBack(copy, [again])
    expect(readFileSync(copy).equals(last)).toBe(true)
    for (const [i, way] of ways.entries()) {
      putBack(copy, [way])
      expect(readFileSync(copy).equals(states[i]!)).toBe(true)
    }
  })

  test('what is kept is small beside what the tags hold', () => {
    copyFileSync(path, copy)
    const changes: FieldChanges = { comment: ['x'.repeat(3000)] }
    const way = writeFields(copy, changes)!
    const { tagBytes } = readFields(path)
    expect(way.length).toBeLessThan(Math.min(tagBytes, 4000) + 1000)
  })
})
