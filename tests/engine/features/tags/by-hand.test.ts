import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Edit, Step } from '#contract/edits.ts'
import type { Input } from '#contract/requests.ts'
import type { Plan, PlanFile } from '#contract/tagging.ts'
import {
  jobOf,
  makeSong,
  tagLibrary,
  undoBatch,
  writePlan,
  type TagLibrary
} from '../../../support/tag-library.ts'

/** Fields that are changed by hand, through the engine: from the steps to the files and back. */
let library: TagLibrary
let ids: number[] = []
const paths: string[] = []

beforeAll(async () => {
  library = await tagLibrary(music => {
    for (const [name, format] of [
      ['one', 'flac'],
      ['two', 'mp3'],
      ['three', 'm4a'],
      ['gone', 'flac']
    ] as const)
      paths.push(makeSong(music, name, format))
  })
  const { ids: all } = await library.engine.call('library.list', { sort: 'path', descending: false })
  const byPath = await library.engine.call('library.paths', { ids: [...all] })
  ids = paths.map(path => all[byPath.indexOf(path)]!)
})
afterAll(() => library.close())

const call: TagLibrary['engine']['call'] = (...args) => library.engine.call(...args)

async function planned(edits: Edit[]): Promise<{ plan: Plan; files: PlanFile[]; failed: number }> {
  const { plan, job } = await call('plans.byHand', { name: 'By hand', edits })
  const { failed } = await jobOf(library.engine, job)
  const files = await call('plans.files', { id: plan.id })
  return { plan: await call('plans.get', { id: plan.id }), files, failed }
}

const refusal = (edits: unknown): Promise<unknown> =>
  call('plans.byHand', { name: 'By hand', edits } as Input<'plans.byHand'>).catch((thrown: unknown) => thrown)

it('plans what comes of steps, writes it, shows it, and takes back every byte', async () => {
  const three = ids.slice(0, 3)
  const before = paths.map(path => readFileSync(path))
  const { plan, files } = await planned([
    {
      ids: three,
      steps: [
        { do: 'set', field: 'album', values: ['An album'] },
        { do: 'add', field: 'genre', values: ['Jazz', 'Rock'] },
        { do: 'set', field: 'custom:LABEL', values: ['Mine', 'Yours'] }
      ]
    },
    { ids: [ids[1]!], steps: [{ do: 'remove', field: 'genre', values: ['Rock'] }] }
  ])
  expect(plan).toMatchObject({ state: 'open', mode: 'replace', files: 3, changes: 9, accepted: 9 })
  expect(files.find(({ path }) => path === paths[1])!.changes).toMatchObject([
    { field: 'album', before: [], after: ['An album'], reasons: [] },
    { field: 'genre', before: ['Rock'], after: ['Jazz'] },
    { field: 'custom:LABEL', before: [], after: ['Mine', 'Yours'] }
  ])
  expect(paths.map(path => readFileSync(path))).toEqual(before)

  expect(await writePlan(library.engine, plan.id)).toMatchObject({ state: 'done', done: 3, failed: 0 })
  const read = await call('tags.read', { ids: three })
  expect(read.map(({ fields }) => fields.genre)).toEqual([['Rock', 'Jazz'], ['Jazz'], ['Rock', 'Jazz']])
  for (const { custom } of read) expect(custom).toContainEqual({ name: 'LABEL', values: ['Mine', 'Yours'] })
  expect(await call('tags.known', { field: 'album', begins: 'an ' })).toEqual([
    { value: 'An album', tracks: 3 }
  ])

  expect(await call('tags.known', { field: 'composer', begins: 'some' })).toEqual([
    { value: 'Somebody', tracks: null }
  ])

  const [batch] = await call('history.list', {})
  expect(await undoBatch(library.engine, batch!.id)).toMatchObject({ done: 3, failed: 0 })
  expect(paths.map(path => readFileSync(path))).toEqual(before)
})

it.each<[string, Step]>([
  ['control characters', { do: 'set', field: 'title', values: ['a\u0001b'] }],
  ['1,001 letters', { do: 'set', field: 'title', values: ['x'.repeat(1001)] }],
  ['51 values', { do: 'set', field: 'genre', values: Array.from({ length: 51 }, (_, i) => `g${i}`) }],
  ['two titles', { do: 'set', field: 'title', values: ['a', 'b'] }],
  ['one more title', { do: 'add', field: 'title', values: ['b'] }],
  ['a field that is none', { do: 'set', field: 'lyricist' as 'title', values: ['a'] }],
  ['a name with a control character', { do: 'set', field: 'custom:A\0B', values: ['a'] }],
  ['a date that is none', { do: 'set', field: 'year', values: ['soon'] }],
  [
    'no expression',
    { do: 'replace', fields: ['title'], find: '(', with: '', regex: true, matchCase: false, whole: false }
  ],
  ['no pattern', { do: 'fromName', pattern: '{nothing}' }],
  ['the name of a field', { do: 'set', field: 'custom:Artist', values: ['a'] }]
])('refuses %s before any file is looked at', async (_, step) => {
  const plans = await call('plans.list', {})
  expect(await refusal([{ ids, steps: [step] }])).toMatchObject({ code: 'bad-request' })
  expect(await call('plans.list', {})).toEqual(plans)
})

it('numbers in the order of the ids, each disc for itself', async () => {
  const order = [ids[2]!, ids[0]!, ids[1]!]
  const disc: Edit = { ids: [ids[0]!], steps: [{ do: 'set', field: 'discNumber', values: ['2'] }] }
  const first = await planned([disc])
  await writePlan(library.engine, first.plan.id)
  const number: Step = { do: 'number', from: 1, total: true, width: 2, perDisc: true }
  const { files } = await planned([{ ids: order, steps: [number] }])
  const numbers = order.map(id => files.find(({ trackId }) => trackId === id)!.changes[0]!.after)
  // MP4 has numbers without zeros before them.
  expect(numbers).toEqual([['1/2'], ['01/01'], ['02/02']])
})

it('stops at an expression that never ends, and leaves no plan', async () => {
  const plans = await call('plans.list', {})
  const step = { do: 'replace', fields: ['title'], find: '(o*)*x', with: '', regex: true } as const
  const set: Step = { do: 'set', field: 'title', values: ['o'.repeat(60)] }
  const steps: Step[] = [set, { ...step, fields: ['title'], matchCase: true, whole: false }]
  const { job } = await call('plans.byHand', { name: 'Endless', edits: [{ ids: ids.slice(0, 3), steps }] })
  expect(await jobOf(library.engine, job)).toMatchObject({
    state: 'failed',
    error: { code: 'bad-request', message: expect.stringContaining('"(o*)*x" takes far too long') as string }
  })
  expect(await call('plans.list', {})).toEqual(plans)
})

it('refuses tracks that are not in the library', async () => {
  const steps: Step[] = [{ do: 'set', field: 'title', values: ['a'] }]
  expect(await refusal([{ ids: [...ids, 9999], steps }])).toMatchObject({ code: 'not-found' })
})

it('leaves out files that are gone, and of the others what they cannot hold, with the reason', async () => {
  const [one, two, three, gone] = ids as [number, number, number, number]
  rmSync(paths[3]!)
  const steps: Step[] = [
    { do: 'set', field: 'custom:größe=', values: ['a'] },
    { do: 'set', field: 'comment', values: ['written all the same'] }
  ]
  const { plan, files, failed } = await planned([{ ids: [one, two, three, gone], steps }])
  expect(failed).toBe(1)
  expect(plan).toMatchObject({ files: 3, changes: 6, accepted: 5, failed: 1 })
  const impossible = files.flatMap(({ path, changes }) =>
    changes.filter(({ failure }) => failure).map(change => ({ path, ...change }))
  )
  expect(impossible).toMatchObject([
    { path: paths[0], field: 'custom:größe=', accepted: false, failure: { code: 'not-held' } }
  ])
  expect(impossible[0]!.failure!.message).toContain('größe=')
  // Saying yes to it comes to nothing; another value of another field in the same file is written.
  await call('plans.accept', { id: plan.id, choice: {}, accepted: true })
  expect(await call('plans.get', { id: plan.id })).toMatchObject({ accepted: 5 })
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ state: 'done', done: 3, failed: 0 })
  const [read] = await call('tags.read', { ids: [one] })
  expect(read!.fields.comment).toEqual(['written all the same'])
  expect((await call('tags.read', { ids: [gone] }))[0]).toMatchObject({ failure: { code: 'not-found' } })
})
