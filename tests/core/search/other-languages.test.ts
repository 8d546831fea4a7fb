import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SoundSets } from '../../../src-main/core/playlists/smart/sound-set.ts'
import { Glossaries } from '../../../src-main/core/search/glossary/glossaries.ts'
import { PhraseVectors } from '../../../src-main/core/search/scoring/phrase-vectors.ts'
import { Searcher } from '../../../src-main/core/search/searcher.ts'
import { embedder, MadeLibrary, profile } from './made-library.ts'

const made = new MadeLibrary()
let searcher: Searcher
let phrases: PhraseVectors
const pause = async (): Promise<void> => undefined

beforeAll(() => {
  made.add({ title: 'one', sounds: ['calm piano', 'calm piano'] })
  made.add({ title: 'two', sounds: ['calm piano vocals', 'calm piano vocals'] })
  made.add({ title: 'three', sounds: ['metal drums', 'metal guitar'] })
  made.add({ title: '슬픈 인연', artist: 'somebody', sounds: ['noise', 'bell'] })
  for (const sound of ['flute', 'harp', 'synth', 'brass', 'rain', 'choir'])
    made.add({ sounds: [sound, sound] })
  made.add({ title: 'ガラスの月', sounds: ['noise', 'noise'] })
  phrases = new PhraseVectors(
    embedder,
    profile.prompts,
    new Glossaries(resolve(import.meta.dirname, '../../../resources/glossaries'))
  )
  searcher = new Searcher(made.searcher.library, phrases)
})
afterAll(() => made.close())

const found = async (text: string) => {
  const { hits } = await searcher.query({ text, limit: 20, all: true }, pause)
  return hits.map(({ id, score }) => [id, score])
}

test.each([
  ['잔잔한 피아노', 'calm piano'],
  ['ruhiges Klavier', 'calm piano'],
  ['piano tranquilo', 'piano calm'],
  ['穏やかなピアノ', 'calm piano'],
  ['平静的钢琴', 'calm piano'],
  ['보컬 없는 피아노', 'piano without vocals'],
  ['Klavier ohne Gesang', 'piano without vocals'],
  ['钢琴 -人声', 'piano -vocals']
])('%j finds what %j finds, scored alike', async (typed, english) => {
  expect(await found(typed)).toEqual(await found(english))
})

test('the answer says what was understood, and its reasons name what was typed', async () => {
  const { parts, hits } = await searcher.query({ text: '잔잔한 피아노', limit: 3, all: false }, pause)
  expect(parts[0]!.understoodAs).toEqual({ language: 'ko', english: 'calm piano' })
  expect(hits[0]!.reasons[0]).toMatchObject({ kind: 'sound', text: '잔잔한 피아노' })
})

test.each([
  ['슬픈 인연', 4],
  ['ガラスの月', 11]
])('the title %j is found as it is typed', async (text, track) => {
  const { hits } = await searcher.query({ text, limit: 20, all: true }, pause)
  const reasons = hits.find(({ id }) => id === track)!.reasons
  expect(reasons).toContainEqual(expect.objectContaining({ kind: 'words' }))
})

test('a smart rule with a sound holds for the same tracks', async () => {
  const sets = new SoundSets(searcher.library, phrases)
  const typed = await sets.of('보컬 없는 피아노', null, null)
  expect([...typed.scores]).toEqual([...(await sets.of('piano without vocals', null, null)).scores])
})

test('a name that somebody gave is heard as it is meant', async () => {
  expect(await phrases.ofTyped(['조용한 기타'])).toEqual(await phrases.of(['quiet guitar']))
})
