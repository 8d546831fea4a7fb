import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { QueryPart, SearchAnswer } from '../../../../src-main/contract/entities.ts'
import { prepare } from '../../../../src-main/core/search/answer/question.ts'
import type { Judge } from '../../../../src-main/core/search/trust/judge.ts'
import { PhraseVectors } from '../../../../src-main/core/search/scoring/phrase-vectors.ts'
import { isUnderstood } from '../../../../src-main/core/search/trust/understand.ts'
import { axes, embedder, MadeLibrary, soundOf } from '../made-library.ts'

/** Only what has an axis is known. */
const judge: Judge = (phrase, number) => {
  const known = phrase.split(/\W+/).filter(word => axes.includes(word)).length
  return {
    trust: known > 1 ? 'heard' : known === 1 ? 'unsure' : 'not-understood',
    signs: number === null ? [{ code: 'no-number' }] : [{ code: 'number', number }]
  }
}

let made: MadeLibrary
beforeEach(() => {
  made = new MadeLibrary(undefined, {
    ...embedder,
    trusted: async texts =>
      texts.map(text => ({ vector: soundOf(text), trust: 0.5, sentence: soundOf(text) }))
  })
  for (const axis of axes) made.add({ title: axis.toUpperCase(), sounds: [axis, axis], year: 1990 })
  made.add({ title: 'Tax Office', sounds: ['noise'], year: 1990 })
  made.searcher.phrases.judge = judge
  made.searcher.phrases.offers = async () => ({ phrases: axes, sentences: axes.map(soundOf) })
})
afterEach(() => made.close())

const pause = async (): Promise<void> => undefined
const ask = (text: string): Promise<SearchAnswer> =>
  made.searcher.query({ text, limit: 50, all: false }, pause)
const told = (parts: readonly QueryPart[]): unknown[] =>
  parts.map(({ kind, text, trust }) => [kind, text, trust])

describe('what is not understood', () => {
  it('is no sound, and still a word', async () => {
    const { parts, hits } = await ask('tax office')
    expect(told(parts)).toEqual([['sound', 'tax office', 'not-understood']])
    expect(hits.map(hit => made.titleOf(hit.id))).toEqual(['Tax Office'])
    expect(hits[0]!.reasons.map(one => one.kind)).toEqual(['words'])
  })

  it('is told as it was typed where mending its slips was of no use', async () => {
    made.searcher.phrases.judge = phrase => judge(phrase === 'sad piano' ? 'tax' : phrase, 0.5)
    const { parts } = await ask('sadd pianno')
    expect(parts).toEqual([expect.objectContaining({ text: 'sadd pianno', trust: 'not-understood' })])
    expect(parts[0]).not.toHaveProperty('understoodAs')
    made.searcher.phrases.judge = judge
    const [mended] = (await ask('sadd pianno')).parts
    expect(mended).toMatchObject({ trust: 'heard', understoodAs: { language: 'en', english: 'sad piano' } })
    expect(await isUnderstood(made.searcher.phrases, 'sadd pianno')).toBe(true)
  })

  it('is so part by part, around filters and as a negative', async () => {
    const { parts } = await ask('sad piano, quarterly year:1990 report -invoices')
    expect(told(parts)).toEqual([
      ['sound', 'sad piano', 'heard'],
      ['sound', 'quarterly', 'not-understood'],
      ['filter', 'year:1990', undefined],
      ['sound', 'report', 'not-understood'],
      ['sound', '-invoices', 'not-understood']
    ])
    const { alternatives } = await prepare(
      made.searcher.library,
      made.searcher.phrases,
      'piano report, -invoices',
      []
    )
    expect(alternatives[0]!.wanted.map(({ text }) => text)).toEqual(['piano report'])
  })

  it('finds nothing alone with a minus, rather than everything', async () => {
    expect((await ask('-invoices')).hits).toEqual([])
    expect((await ask('-invoices year:1990')).hits).toHaveLength(axes.length + 1)
  })

  it('has phrases offered that are near, and none where none is', async () => {
    expect((await ask('flutes')).parts[0]!.nearest).toEqual([])
    expect((await ask('piano sad')).parts[0]!.nearest).toBeUndefined()
    made.searcher.phrases.judge = () => ({ trust: 'not-understood', signs: [] })
    expect((await ask('piano sad')).parts[0]!.nearest?.toSorted()).toEqual(['piano', 'sad'])
    made.searcher.phrases.offers = async () => null
    expect((await ask('xylo')).parts[0]!.nearest).toBeUndefined()
  })

  it('is kept where it is asked to be', async () => {
    const { library, phrases } = made.searcher
    const { alternatives, parts } = await prepare(library, phrases, 'report', [], pause, {
      doubtful: 'heard'
    })
    expect(alternatives[0]!.wanted).toHaveLength(1)
    expect(parts[0]!.trust).toBe('not-understood')
  })
})

it('what is doubtful is listened for, and said to be so', async () => {
  const { parts, hits } = await ask('piano')
  expect(parts[0]).toMatchObject({ trust: 'unsure', signs: [{ code: 'number', number: 0.5 }] })
  expect(hits[0]!.band).toBe('strong')
})

it('nobody judges: nothing is said', async () => {
  made.searcher.phrases.judge = null
  expect((await ask('quarterly')).parts[0]).not.toHaveProperty('trust')
})

it('a phrase by itself is judged as in a search', async () => {
  const { phrases } = made.searcher
  expect(await isUnderstood(phrases, 'piano')).toBe(true)
  expect(await isUnderstood(phrases, 'tax report')).toBe(false)
  phrases.judge = null
  expect(await isUnderstood(phrases, 'tax report')).toBe(true)
})

it('what is not understood takes one pass of the tower until it is listened for, as does what fits no prompt', async () => {
  const asked: string[] = []
  const { library } = made.searcher
  const vectorOf = (text: string) => (asked.push(text), soundOf(text))
  const tower = {
    embed: async (texts: readonly string[]) => texts.map(vectorOf),
    trusted: async (texts: readonly string[]) =>
      texts.map(text => ({ vector: vectorOf(text), trust: 0.5, sentence: null }))
  }
  const phrases = new PhraseVectors(tower, ['{}', '{} music', 'a track with {}'])
  phrases.judge = judge
  await prepare(library, phrases, 'tax report, sad piano', [], pause)
  expect(asked).toEqual(['tax report', 'sad piano', 'sad piano music', 'a track with sad piano'])
  await prepare(library, phrases, 'tax report, sad piano', [], pause)
  expect(asked).toHaveLength(4)
  await prepare(library, phrases, 'tax report', [], pause, { doubtful: 'heard' })
  expect(asked.slice(4)).toEqual(['tax report music', 'a track with tax report'])
  const long = 'sad piano '.repeat(40).trim()
  await prepare(library, phrases, long, [], pause)
  expect(asked.slice(6)).toEqual([long])
})
