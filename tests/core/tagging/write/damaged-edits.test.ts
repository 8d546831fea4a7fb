import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { editDamaged } from '../../../support/damaged-edits.ts'
import { makeTagFixtures } from '../../../support/tag-fixtures.ts'

// A few of what scripts/prove/damaged-edits.ts does with 5,000: every third of the
// fixtures, damaged and edited as the writer does.

const folder = mkdtempSync(join(tmpdir(), 'earshot-damaged-edits-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('writes a damaged file right, or leaves every byte of it', async () => {
  const outcomes = []
  for (const [i, { name, path }] of makeTagFixtures(folder).entries())
    if (i % 3 === 0) outcomes.push(await editDamaged(path, join(folder, `damaged-${name}`), 7000 + i))
  expect(outcomes.flatMap(({ wrong }) => wrong)).toEqual([])
  expect(outcomes.filter(({ written }) => written > 0).length).toBeGreaterThan(3)
  expect(outcomes.filter(({ refused }) => refused > 0).length).toBeGreaterThan(0)
})
