import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { mapAnswers, type MapTasks } from '../../../src-main/core/map/answers.ts'
import { layOut } from '../../../src-main/core/map/lay-out.ts'
import { KeptLayout } from '../../../src-main/core/map/layout.ts'
import type { Answers } from '../../../src-main/core/threads/index.ts'
import { dimension, MadeLibrary } from '../search/made-library.ts'

let made: MadeLibrary
let folder: string
let kept: KeptLayout
let answers: Answers<MapTasks>
const asking = { pause: async () => undefined, signal: new AbortController().signal, othersWait: () => false }

beforeEach(() => {
  made = new MadeLibrary()
  folder = mkdtempSync(join(tmpdir(), 'earshot-map-'))
  kept = new KeptLayout(folder, { name: 'made', version: '1', dimension })
  for (let i = 0; i < 40; i++)
    made.add({
      sounds: [i % 2 === 0 ? 'piano calm' : 'metal drums', ['bell', 'harp', 'bass', 'flute'][i % 4]!]
    })
  answers = mapAnswers(made.searcher, kept)
})
afterEach(() => {
  made.close()
  rmSync(folder, { recursive: true, force: true })
})

const likeness = async () => answers['map-likeness'](null, asking)

function lay(): void {
  const { index } = made.searcher.library
  const work = layOut(
    index,
    Uint32Array.from({ length: index.count }, (_, row) => row)
  )
  for (;;) {
    const next = work.next()
    if (next.done) return kept.write(next.value)
  }
}

it('is due while nothing is laid out, and stays as it was laid out', async () => {
  expect(await likeness()).toMatchObject({ due: true, unplaced: 40, ids: { length: 0 } })
  lay()
  const first = await likeness()
  expect(first).toMatchObject({ due: false, unplaced: 0, ids: { length: 40 } })
  expect(await likeness()).toEqual(first)
})

it('puts a track that comes beside what is like it, moves nothing, and keeps that', async () => {
  lay()
  const before = await likeness()
  const id = made.add({ sounds: ['metal drums', 'bell'] })
  made.searcher.library.refresh()
  const after = await likeness()
  expect(after).toMatchObject({ due: false, unplaced: 0, ids: { length: 41 } })
  expect(after.x.subarray(0, 40)).toEqual(before.x)
  const at = [...after.ids].indexOf(id)
  const apart = (other: number): number =>
    Math.hypot(after.x[at]! - after.x[other]!, after.y[at]! - after.y[other]!)
  const middle = (odd: number): number =>
    [...before.ids]
      .filter(one => (one - 1) % 2 === odd)
      .reduce((sum, one) => sum + apart([...after.ids].indexOf(one)), 0)
  expect(middle(1)).toBeLessThan(middle(0))
  expect(kept.read()!.ids).toHaveLength(41)
})

it('is due again once much has come, and places a track anew that sounds otherwise', async () => {
  lay()
  made.analyse(1, ['metal drums', 'choir'])
  made.searcher.library.refresh()
  const changed = await likeness()
  expect(changed).toMatchObject({ due: false, unplaced: 0, ids: { length: 40 } })
  expect([...changed.ids].at(-1)).toBe(1)
  for (let i = 0; i < 12; i++) made.add({ sounds: ['choir'] })
  made.searcher.library.refresh()
  expect(await likeness()).toMatchObject({ due: true, unplaced: 12, ids: { length: 40 } })
})

it('makes a damaged file anew', async () => {
  lay()
  const [name] = readdirSync(join(folder, 'cache'))
  writeFileSync(join(folder, 'cache', name!), 'damaged')
  expect(await likeness()).toMatchObject({ due: true })
})
