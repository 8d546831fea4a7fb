import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Condition, SmartRules } from '../../../../src-main/contract/rules.ts'
import { analysisStatements } from '../../../../src-main/core/database/statements/analyses.ts'
import { measurementStatements } from '../../../../src-main/core/database/statements/measurements.ts'
import { modelStatements } from '../../../../src-main/core/database/statements/models.ts'
import { Studio } from '../../../../src-main/core/playlists/flow/studio.ts'
import { SmartEvaluator } from '../../../../src-main/core/playlists/smart/evaluator.ts'
import { SearchLibrary } from '../../../../src-main/core/search/library.ts'
import { PhraseVectors } from '../../../../src-main/core/search/scoring/phrase-vectors.ts'
import { Searcher } from '../../../../src-main/core/search/searcher.ts'
import { encode } from '../../../support/audio.ts'
import { emptyLibrary, song, type Library } from '../../scan/library.ts'
import { dimension, embedder, profile, soundOf } from '../../search/made-library.ts'

// What was measured of a file says nothing of what is in its place now: search, rules, order and flow have to agree.

const pause = async (): Promise<void> => undefined
let library: Library
let searcher: Searcher
let evaluator: SmartEvaluator

beforeEach(async () => {
  library = emptyLibrary()
  song(join(library.music, 'slow.wav'), 300)
  song(join(library.music, 'fast.wav'), 500)
  song(join(library.music, 'still.wav'), 700)
  await library.scan()
  measure('slow', { bpm: 80, key: 'A minor', loudness: -20 })
  measure('fast', { bpm: 160, key: 'C major', loudness: -8 })
  measure('still', { bpm: 100, key: 'D major', loudness: -14 })
  const nullVectors = profile.nullPhrases.map(soundOf)
  const model = { name: 'made', version: '1', dimension, profile, nullVectors }
  searcher = new Searcher(new SearchLibrary(library.db, model), new PhraseVectors(embedder, profile.prompts))
  evaluator = new SmartEvaluator(searcher.library, searcher.phrases, async () => null)
})

it('lets search, rules, order and flow follow a file that changed', async () => {
  expect(await searched('bpm:80')).toEqual(['slow'])
  expect(await searched('key:Am')).toEqual(['slow'])
  expect(await searched('loudness:<-15')).toEqual(['slow'])
  expect(await ruled({ field: 'measuredBpm', op: 'below', value: 90 })).toEqual(['slow'])
  expect(await ruled({ field: 'measuredKey', op: 'is', value: 'a minor' })).toEqual(['slow'])
  expect(await ruled({ field: 'loudness', op: 'below', value: -15 })).toEqual(['slow'])
  expect(await ruled({ field: 'music', op: 'above', value: 0.5 })).toEqual(['fast', 'slow', 'still'])
  expect(await ordered('bpm')).toEqual(['slow', 'still', 'fast'])
  expect(await ordered('loudness')).toEqual(['slow', 'still', 'fast'])
  expect(await flowing('slow')).toMatchObject({ bpm: 80, key: { number: 8, minor: true } })

  song(join(library.music, 'slow.wav'), 900)
  await library.scan()
  searcher.library.refresh()
  expect(await searched('bpm:80')).toEqual([])
  expect(await searched('key:Am')).toEqual([])
  expect(await searched('loudness:<-15')).toEqual([])
  expect(await ruled({ field: 'measuredBpm', op: 'below', value: 90 })).toEqual([])
  expect(await ruled({ field: 'measuredKey', op: 'is', value: 'a minor' })).toEqual([])
  expect(await ruled({ field: 'measuredBpm', op: 'empty' })).toEqual(['slow'])
  expect(await ruled({ field: 'loudness', op: 'below', value: -15 })).toEqual([])
  expect(await ruled({ field: 'music', op: 'above', value: 0.5 })).toEqual(['fast', 'still'])
  expect(await ordered('bpm')).toEqual(['still', 'fast', 'slow'])
  expect(await ordered('loudness')).toEqual(['still', 'fast', 'slow'])
  expect(await flowing('slow')).toMatchObject({ bpm: null, key: null })

  measure('slow', { bpm: 200, key: 'E minor', loudness: -5 })
  searcher.library.refresh()
  expect(await searched('bpm:200')).toEqual(['slow'])
  expect(await ruled({ field: 'measuredBpm', op: 'above', value: 190 })).toEqual(['slow'])
  expect(await ordered('bpm')).toEqual(['still', 'fast', 'slow'])
  expect(await ordered('loudness')).toEqual(['still', 'fast', 'slow'])
  expect(await flowing('slow')).toMatchObject({ bpm: 200, key: { number: 9, minor: true } })
})

it('takes what is written before what is measured, and a key nobody can read for none', async () => {
  const written = encode(join(library.music, 'slow.wav'), 'mp3', { tags: { TBPM: '170', TKEY: 'Em' } })
  const odd = encode(join(library.music, 'slow.wav'), 'mp3', {
    to: join(library.music, 'odd.mp3'),
    tags: { TKEY: 'loud' }
  })
  expect([written, odd]).toHaveLength(2)
  await library.scan()
  const tagged = library.tracks().find(track => track.path === written)!
  expect(tagged).toMatchObject({ bpm: 170, key: 'Em' })
  measureTrack(tagged.id, tagged.contentId, { bpm: 85, key: 'A minor', loudness: -9 })
  const unread = library.tracks().find(track => track.path === odd)!
  measureTrack(unread.id, unread.contentId, { bpm: 90, key: 'F major', loudness: -9 })
  searcher.library.refresh()

  const paths = async (text: string): Promise<string[]> => {
    const { hits } = await searcher.query({ text, limit: 100, all: false }, pause)
    return hits.map(({ id }) => pathOf(id))
  }
  expect(await paths('bpm:170')).toEqual(['slow.mp3'])
  expect(await paths('bpm:85')).toEqual([])
  expect(await paths('key:Em')).toEqual(['slow.mp3'])
  expect(await paths('key:F')).toEqual(['odd.mp3'])
  const byTempo = await evaluator.preview(rules({ all: [] }, 'bpm'), 0, pause)
  expect(byTempo.ids.map(pathOf)).toEqual(['slow.wav', 'odd.mp3', 'still.wav', 'fast.wav', 'slow.mp3'])
  const { tracks } = await new Studio(searcher).session()
  expect(tracks.all([tagged.id, unread.id])).toMatchObject([
    { bpm: 170, key: { number: 9, minor: true } },
    { bpm: 90, key: { number: 7, minor: false } }
  ])
})

type Figures = { bpm: number; key: string; loudness: number }

function measure(title: string, figures: Figures): void {
  const { id, contentId } = library.tracks().find(track => track.title === title)!
  measureTrack(id, contentId, figures)
}

function measureTrack(trackId: number, contentId: Uint8Array, figures: Figures): void {
  const unknown = { bpmOther: null, loudnessRange: null, truePeak: null, seconds: null }
  measurementStatements(library.db).put(
    { trackId, contentId, method: 1, bpmConfidence: 1, keyConfidence: 1, ...unknown, ...figures },
    0
  )
  const modelId = modelStatements(library.db).idOf('another', '1')
  const nothing = { starts: new Float32Array(), vectors: new Int8Array(), tags: new Float32Array() }
  analysisStatements(library.db).put(
    {
      ...{ trackId, modelId, contentId, ...nothing },
      ...{ music: 0.9, energy: null, valence: null, waveform: new Uint8Array(), duration: 1 }
    },
    0
  )
}

const pathOf = (id: number): string =>
  library
    .tracks()
    .find(track => track.id === id)!
    .path.slice(library.music.length + 1)
const titleOf = (id: number): string => library.tracks().find(track => track.id === id)!.title

async function searched(text: string): Promise<string[]> {
  const { hits } = await searcher.query({ text, limit: 100, all: false }, pause)
  return hits.map(({ id }) => titleOf(id))
}

const rules = (match: SmartRules['match'], by: SmartRules['sort']['by'] = 'title'): SmartRules => ({
  match,
  sort: { by, descending: false },
  limit: null,
  seed: 1
})

async function ruled(condition: Condition): Promise<string[]> {
  const { ids } = await evaluator.preview(rules({ all: [condition] }), 0, pause)
  return ids.map(titleOf)
}

async function ordered(by: SmartRules['sort']['by']): Promise<string[]> {
  const { ids } = await evaluator.preview(rules({ all: [] }, by), 0, pause)
  return ids.map(titleOf)
}

async function flowing(title: string): Promise<unknown> {
  const { id } = library.tracks().find(track => track.title === title)!
  const { tracks } = await new Studio(searcher).session()
  return tracks.all([id])[0]
}
