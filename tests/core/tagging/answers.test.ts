import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Description, Finding, Subject, Suggestion, Term } from '../../../src-main/contract/tagging.ts'
import { termStatements } from '../../../src-main/core/database/statements/terms.ts'
import { PhraseVectors } from '../../../src-main/core/search/scoring/phrase-vectors.ts'
import { taughtStatements } from '../../../src-main/core/database/statements/taught.ts'
import { Teacher } from '../../../src-main/core/tagging/taught/teacher.ts'
import { TagAnswers } from '../../../src-main/core/tagging/answers.ts'
import { asking } from '../../support/asking.ts'
import { embedder, MadeLibrary, profile } from '../search/made-library.ts'

let made: MadeLibrary
let service: TagAnswers['answers']
const wrongAlbum: number[] = []

function open(): TagAnswers['answers'] {
  const { library } = made.searcher
  const phrases = new PhraseVectors(embedder, profile.prompts)
  const teacher = new Teacher(library, made.searcher.phrases)
  return new TagAnswers(
    { library, phrases, stored: texts => embedder.embed(texts), tagNames: [] },
    (...input) => teacher.carried(...input)
  ).answers
}
const terms = async (): Promise<Term[]> => service.terms({}, asking)
const suggest = async (ids: number[]): Promise<{ id: number; suggestions: Suggestion[] }[]> =>
  service.suggest({ ids }, asking)
const audit = async (): Promise<Finding[]> => service.audit({ limit: 100 }, asking)
const words = async (of: Subject): Promise<Description> => service.describe({ of }, asking)

beforeEach(() => {
  made = new MadeLibrary()
  const edits = termStatements(made.db)
  for (const [name, phrase] of [
    ['Metal', 'metal'],
    ['Classical', 'piano'],
    ['Jazz', 'brass']
  ] as const) {
    edits.put({ group: 'genre', name, phrases: [phrase], state: 'changed' })
  }
  const extra = ['harp', 'bell', 'sad', 'calm', 'rain']
  for (let i = 0; i < 20; i++) {
    const also = extra[i % extra.length]!
    made.add({ genres: ['metal'], album: `Loud ${i % 6}`, sounds: [`metal metal ${also}`, 'metal'] })
    made.add({ genres: ['CLASSICAL'], album: `Soft ${i % 6}`, sounds: [`piano ${also}`, 'piano'] })
    made.add({ genres: ['Jazz'], album: `Blue ${i % 6}`, sounds: [`brass metal ${also}`, 'brass drums'] })
  }
  wrongAlbum.length = 0
  for (let i = 0; i < 3; i++) {
    wrongAlbum.push(
      made.add({
        // Of a value that no term knows, the sound says nothing.
        genres: i === 0 ? ['Metal', 'Favourites'] : ['Metal'],
        album: 'Nocturnes',
        albumArtist: 'A. Pianist',
        sounds: ['piano', 'piano calm']
      })
    )
  }
  service = open()
})
afterEach(() => made.close())

describe('reliability', () => {
  it('is measured on tracks of the library, and says none for all else', async () => {
    const list = await terms()
    const of = (name: string): Term => list.find(term => term.name === name && term.group === 'genre')!
    expect(of('Classical').reliability).toMatchObject({ source: 'library', examples: 20 })
    expect(of('Classical').reliability.auc).toBeGreaterThan(0.9)
    expect(of('Classical').reliability.precision).toBeGreaterThanOrEqual(0.7)
    expect(of('Polka').reliability).toEqual({ source: 'none', auc: null, precision: null, examples: 0 })
  })
})

describe('suggestions', () => {
  it('are sure where the library proves them, say what is written, and where it is heard', async () => {
    const [found] = await suggest([2])
    const classical = found!.suggestions.find(one => one.term === 'Classical')!
    expect(classical).toMatchObject({ group: 'genre', sure: true, written: true })
    // The second window fits better, and is the ending: no place to start.
    expect(classical.moment).toMatchObject({ start: 0, end: 10 })
    expect(found!.suggestions.filter(one => one.sure && one.reliability.source === 'none')).toEqual([])
  })
  it('leave out tracks that were not heard', async () => {
    const unanalysed = made.add({ genres: ['Jazz'] })
    expect((await suggest([1, unanalysed, 9999])).map(({ id }) => id)).toEqual([1])
  })
  it('name the taught tags of a track first', async () => {
    const taught = taughtStatements(made.db)
    const id = taught.create('Sunday kitchen', 1)
    taught.mark(id, [2], 'yes', 1)
    const [found, other] = await suggest([2, 3])
    expect(found!.suggestions[0]).toMatchObject({
      term: 'Sunday kitchen',
      group: 'taught',
      sure: true,
      reliability: { source: 'marked' }
    })
    expect(other!.suggestions.filter(one => one.group === 'taught')).toEqual([])
  })
  it('follow the user: a term that is off is gone, a new one is asked', async () => {
    termStatements(made.db).put({ group: 'genre', name: 'Classical', phrases: [], state: 'off' })
    termStatements(made.db).put({ group: 'mood', name: 'Pianistic', phrases: ['piano'], state: 'own' })
    const [found] = await suggest([2])
    const names = found!.suggestions.map(one => one.term)
    expect(names).not.toContain('Classical')
    expect(names).toContain('Pianistic')
    expect((await terms()).find(term => term.name === 'Classical')!.enabled).toBe(false)
  })
})

describe('describe', () => {
  it('says only what is sure, with what was measured', async () => {
    const id = made.add({ sounds: ['piano', 'piano'], measured: { bpm: 72, key: 'A minor' } })
    made.searcher.library.refresh()
    const found = await words({ kind: 'track', id })
    expect(found.said).toMatchObject({ tempo: { pace: 'slow' }, key: 'A minor', loudness: null })
    expect(found.said.tempo!.bpm).toBeCloseTo(72, 0)
    expect(found.words.map(word => word.term)).toEqual(['Classical'])
    expect(found).toMatchObject({ analysed: 1, tracks: 1 })
  })
  it('hears a passage by itself', async () => {
    const id = made.add({ sounds: ['piano', 'piano', 'metal', 'metal'] })
    made.searcher.library.refresh()
    const of = { kind: 'track', id } as const
    const start = await words({ ...of, start: 0, end: 20 })
    const end = await words({ ...of, start: 20, end: 40 })
    expect(start.words.map(word => word.term)).toContain('Classical')
    expect(end.words.map(word => word.term)).not.toContain('Classical')
  })
  it('describes an album by what most of it is', async () => {
    const found = await words({ kind: 'tracks', ids: wrongAlbum })
    expect(found).toMatchObject({ tracks: 3, analysed: 3 })
    expect(found.words.map(word => word.term)).toEqual(['Classical'])
  })
})

describe('audit', () => {
  it('finds the album whose genre contradicts its sound, and nothing else', async () => {
    const found = await audit()
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      album: 'Nocturnes',
      artist: 'A. Pianist',
      trackIds: wrongAlbum,
      written: ['Metal'],
      proposed: ['Classical']
    })
    expect(found[0]!.evidence[0]!.moment).not.toBeNull()
    expect(found[0]!.reliability.source).toBe('library')
  })
  it('names a finding alike every time', async () => {
    const [first] = await audit()
    service = open()
    expect((await audit())[0]!.key).toBe(first!.key)
  })
})
