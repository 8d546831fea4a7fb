import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { badQueries } from '../../../scripts/evaluate/bad-queries.ts'
import { requests } from '../../../src-main/contract/requests.ts'
import { MadeLibrary } from './made-library.ts'

/** Questions that nobody means: what of them can be answered is, and the rest is said. */

let made: MadeLibrary
beforeAll(() => {
  made = new MadeLibrary()
  const sounds = 'piano guitar drums vocals rain metal choir synth bass flute'.split(' ')
  for (let n = 0; n < 40; n++)
    made.add({
      title: `number ${n}`,
      year: 1960 + n,
      genres: ['folk'],
      sounds: [sounds[n % sounds.length]!, sounds[(n * 3) % sounds.length]!]
    })
})
afterAll(() => made.close())

describe.each(badQueries)('$what', ({ text, comes }) => {
  if (comes === 'refused') {
    it('is refused', () => {
      const { success } = requests['search.query'].input.safeParse({ text })
      expect(success).toBe(false)
    })
    return
  }

  it('is answered, with parts that stand in it', async () => {
    expect(requests['search.query'].input.safeParse({ text }).success).toBe(true)
    const { parts, hits, cut } = await made.searcher.query(
      { text, limit: 200, all: false },
      async () => undefined
    )
    for (const part of parts) expect(part.text).toBe(text.slice(part.start, part.end))
    if (comes === 'nothing') expect(hits).toEqual([])
    if (comes === 'answer') expect(cut).toBeGreaterThan(0)
  })
})

it('says what of too much was left out', async () => {
  for (const what of ['a thousand filters that all pass', 'a filter of a thousand values']) {
    const { text } = badQueries.find(one => one.what === what)!
    const { parts } = await made.searcher.query({ text, limit: 1, all: false }, async () => undefined)
    expect(parts.at(-1)).toMatchObject({ kind: 'wrong', expected: { code: 'fewer-filters' } })
  }
})

it('says once of how much too much there is', async () => {
  const left = async (what: string): Promise<unknown[]> => {
    const { text } = badQueries.find(one => one.what === what)!
    const { parts } = await made.searcher.query({ text, limit: 1, all: false }, async () => undefined)
    const counts = new Map<string, number>()
    for (const { kind, expected } of parts) {
      const code = kind === 'wrong' ? expected!.code : kind
      counts.set(code, (counts.get(code) ?? 0) + 1)
    }
    return [...counts]
  }
  expect(await left('20,000 characters, all commas')).toEqual([
    ['sound', 16],
    ['fewer-sounds', 1]
  ])
  expect(await left('a thousand unknown filters')).toEqual([
    ['known-field', 48],
    ['fewer-filters', 1]
  ])
})
