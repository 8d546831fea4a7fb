import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Plan } from '#contract/tagging.ts'
import { makeSong, planFor, tagLibrary, type TagLibrary } from '../../../support/tag-library.ts'

let library: TagLibrary
let one = ''
let two = ''

beforeAll(async () => {
  library = await tagLibrary(music => {
    one = makeSong(music, 'one', 'flac')
    two = makeSong(music, 'two', 'mp3')
  })
})
afterAll(() => library.close())

const call: TagLibrary['engine']['call'] = (...args) => library.engine.call(...args)
const refused = expect.objectContaining({ code: 'bad-request' })
const examplePlan = (): Promise<Plan> =>
  planFor(library.engine, {
    [one]: [
      { field: 'genre', before: ['Rock'], after: ['Rock', 'Jazz'], accepted: false },
      { field: 'mood', before: [], after: ['calm'], accepted: false }
    ],
    [two]: [{ field: 'genre', before: ['Rock'], after: ['Jazz', 'Soul'], accepted: false }]
  })

it('accepts by value, field, file and change, and all; counts what it would write', async () => {
  const plan = await examplePlan()
  const accept = async (choice: object, accepted = true): Promise<number> =>
    (await call('plans.accept', { id: plan.id, choice, accepted })).accepted
  expect(plan.values).toEqual([
    { field: 'genre', value: 'Jazz', changes: 2, accepted: 0 },
    { field: 'genre', value: 'Soul', changes: 1, accepted: 0 },
    { field: 'mood', value: 'calm', changes: 1, accepted: 0 }
  ])
  expect(await accept({ value: 'Rock' })).toBe(0) // was there before
  expect(await accept({ value: 'Jazz' })).toBe(2)
  expect(await accept({ field: 'mood' })).toBe(3)
  expect(await accept({}, false)).toBe(0)
  const [first] = await call('plans.files', { id: plan.id })
  expect(await accept({ fileIds: [first!.id] })).toBe(2)
  expect(await accept({ changeIds: [first!.changes[0]!.id] }, false)).toBe(1)
  expect(await accept({})).toBe(3)
})

it('accepts one value of several, and leaves the others out until they are asked for', async () => {
  const plan = await examplePlan()
  const decide = async (value: string, accepted: boolean): Promise<unknown> => {
    const { values } = await call('plans.accept', {
      id: plan.id,
      choice: { field: 'genre', value },
      accepted
    })
    const [, change] = (await call('plans.files', { id: plan.id })).map(({ changes }) => changes[0]!)
    const counts = Object.fromEntries(values.map(one => [one.value, `${one.accepted} of ${one.changes}`]))
    return [change!.accepted, change!.after, counts]
  }
  expect(await decide('Jazz', true)).toEqual([
    true,
    ['Jazz'],
    { Jazz: '2 of 2', Soul: '0 of 1', calm: '0 of 1' }
  ])
  expect(await decide('Soul', true)).toMatchObject([true, ['Jazz', 'Soul'], { Soul: '1 of 1' }])
  expect(await decide('Jazz', false)).toMatchObject([true, ['Soul'], { Jazz: '0 of 2' }])
  expect(await decide('Soul', false)).toMatchObject([
    false,
    ['Jazz', 'Soul'],
    { Jazz: '0 of 2', Soul: '0 of 1' }
  ])
})

it('edits one change within bounds', async () => {
  const plan = await examplePlan()
  const [file] = await call('plans.files', { id: plan.id })
  const { changes } = file!
  const edit = (after: string[]): Promise<unknown> =>
    call('plans.edit', { id: plan.id, changeId: changes[0]!.id, after })
  expect(await edit(['Krautrock'])).toMatchObject({ field: 'genre', after: ['Krautrock'], state: 'open' })
  for (const wrong of [['a\u0000b'], [' a'], ['a', 'a'], ['a\nb']])
    await expect(edit(wrong)).rejects.toEqual(refused)
  await expect(call('plans.edit', { id: plan.id, changeId: 9999, after: [] })).rejects.toMatchObject({
    code: 'not-found'
  })
})

it('goes out and comes back the same', async () => {
  const plan = await examplePlan()
  await call('plans.accept', { id: plan.id, choice: { field: 'mood' }, accepted: true })
  const json = await call('plans.export', { id: plan.id })
  const back = await call('plans.import', { json })
  expect(back).toMatchObject({ name: plan.name, mode: plan.mode, files: 2, changes: 3, accepted: 1 })
  expect(await call('plans.export', { id: back.id })).toBe(json)
})

it('is gone when discarded', async () => {
  const plan = await examplePlan()
  await call('plans.discard', { id: plan.id })
  await expect(call('plans.get', { id: plan.id })).rejects.toMatchObject({ code: 'not-found' })
  await expect(call('plans.write', { id: plan.id })).rejects.toMatchObject({ code: 'not-found' })
  expect((await call('plans.list', {})).map(({ id }) => id)).not.toContain(plan.id)
})

it('writes nothing where nothing is accepted', async () => {
  const plan = await examplePlan()
  await expect(call('plans.write', { id: plan.id })).rejects.toEqual(refused)
})

describe('what strangers hand in', () => {
  const change = { field: 'genre', before: ['Rock'], after: ['Jazz'], accepted: true }
  const whole = (files: unknown): object => ({
    earshot: 'tag-plan',
    version: 1,
    name: 'x',
    mode: 'fill',
    files
  })
  it.each<[string, () => unknown]>([
    ['no JSON', () => '{'],
    ['another document', () => ({ files: [] })],
    ['a file that is no track', () => whole([{ path: '/etc/passwd', changes: [change] }])],
    ['a path that climbs', () => whole([{ path: `${one}/../../etc/passwd`, changes: [change] }])],
    [
      'a file twice',
      () =>
        whole([
          { path: one, changes: [change] },
          { path: one, changes: [change] }
        ])
    ],
    ['a field twice', () => whole([{ path: one, changes: [change, change] }])],
    ['a field there is not', () => whole([{ path: one, changes: [{ ...change, field: 'lyrics' }] }])],
    [
      'a value with control characters',
      () => whole([{ path: one, changes: [{ ...change, after: ['a\u0000'] }] }])
    ],
    ['a value too long', () => whole([{ path: one, changes: [{ ...change, after: ['x'.repeat(1001)] }] }])],
    ['too many values', () => whole([{ path: one, changes: [{ ...change, after: Array(51).fill('a') }] }])],
    [
      'beats that are none',
      () => whole([{ path: one, changes: [{ ...change, field: 'bpm', after: ['fast'] }] }])
    ],
    ['more than was agreed', () => whole([{ path: one, changes: [change], run: 'rm -rf /' }])],
    [
      'a prototype',
      () => `{"__proto__": {}, "earshot": "tag-plan", "version": 1, "name": "x", "mode": "fill", "files": 1}`
    ]
  ])('is refused: %s', async (_, make) => {
    const before = await call('plans.list', {})
    const made = make()
    const json = typeof made === 'string' ? made : JSON.stringify(made)
    await expect(call('plans.import', { json })).rejects.toEqual(refused)
    expect(await call('plans.list', {})).toEqual(before)
  })
})
