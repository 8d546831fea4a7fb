import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entryReason } from '../../../../src-main/contract/reasons.ts'
import { requests } from '../../../../src-main/contract/requests.ts'
import type { Draft } from '../../../../src-main/contract/playlists.ts'
import { examine, readEntries } from '../../../../src-main/core/playlists/doctor/examine.ts'
import { Studio } from '../../../../src-main/core/playlists/flow/studio.ts'
import { makeDraft } from '../../../../src-main/core/playlists/make/make.ts'
import { PlaylistEditor } from '../../../../src-main/core/playlists/edit/editor.ts'
import { rerollPlace } from '../../../../src-main/core/playlists/make/reroll.ts'
import { MadeLibrary } from '../../search/made-library.ts'

const pause = async (): Promise<void> => undefined
let library: MadeLibrary
let studio: Studio
const piano: number[] = []
const metal: number[] = []

beforeAll(() => {
  library = new MadeLibrary()
  const kinds = ['piano', 'piano calm', 'piano sad', 'piano harp']
  for (let i = 0; i < 24; i++) {
    piano.push(
      library.add({
        title: `piano piece ${i}`,
        artist: `pianist ${i % 8}`,
        year: 1980 + i,
        duration: 120 + 17 * i,
        sounds: [kinds[i % 4]!, 'piano', kinds[(i + 1) % 4]!]
      })
    )
  }
  for (let i = 0; i < 12; i++) {
    metal.push(
      library.add({
        title: `metal piece ${i}`,
        artist: `band ${i % 4}`,
        duration: 200 + i,
        sounds: ['metal drums', 'metal guitar', 'metal']
      })
    )
  }
  for (let i = 0; i < 30; i++) library.add({ title: `other ${i}`, sounds: [i % 2 ? 'rain' : 'brass bell'] })
  library.add({ title: 'jingle', artist: 'x', duration: 5, sounds: ['piano'] })
  studio = new Studio(library.searcher)
})
afterAll(() => library.close())

const make = async (wish: object): Promise<Draft> =>
  makeDraft(await studio.session(), requests['drafts.make'].input.parse(wish), pause)
const idsOf = (draft: Draft): number[] => draft.entries.map(entry => entry.trackId)

describe('making a playlist', () => {
  it('leads from one sound to another', async () => {
    const draft = await make({ prompt: 'from calm piano to heavy metal drums, no brass', tracks: 8 })
    expect(draft.understood.filter(({ text }) => text === 'no brass')).toHaveLength(1)
    const found = idsOf(draft)
    expect(found).toHaveLength(8)
    expect(piano).toContain(found[0])
    expect(metal).toContain(found.at(-1))
    for (const id of found) expect([...piano, ...metal]).toContain(id)
  })

  it('takes its tracks from another playlist, by itself or with words, and says when there is none', async () => {
    const editor = new PlaylistEditor(library.db)
    const mixed = [...piano.slice(0, 4), ...metal.slice(0, 4)]
    const id = editor.create('Für Anna', mixed)
    for (const named of ['"fur anna"', `#${id}`]) {
      const all = await make({
        prompt: `playlist:${named}`,
        tracks: 8,
        artistCap: null,
        foldDuplicates: false
      })
      expect(idsOf(all).sort()).toEqual([...mixed].sort())
    }
    const some = await make({ prompt: 'piano, from the playlist "Für Anna"', tracks: 4 })
    expect(idsOf(some).sort()).toEqual(piano.slice(0, 4).sort())
    expect(some.understood).toContainEqual({
      kind: 'filter',
      text: 'from the playlist "Für Anna"',
      meaning: { code: 'in-playlist', name: 'Für Anna' }
    })
    editor.remove(id)
    const { understood } = await make({ prompt: 'piano playlist:"Für Anna"', tracks: 3 })
    expect(understood).toContainEqual(expect.objectContaining({ kind: 'wrong', text: 'playlist:"Für Anna"' }))
  })

  it('draws nothing out of all where the one filter is none', async () => {
    const draft = await make({ prompt: 'lenght:<3m, 10 tracks' })
    expect(draft.entries).toEqual([])
    expect(draft.understood).toContainEqual(expect.objectContaining({ kind: 'wrong', text: 'lenght:<3m' }))
    expect(draft.notes).toEqual([{ code: 'nothing-answers' }])
  })

  it('takes what fits, says what it understood and why each is there', async () => {
    const draft = await make({ prompt: '8 tracks of piano' })
    expect(idsOf(draft)).toHaveLength(8)
    for (const id of idsOf(draft)) expect(piano).toContain(id)
    expect(draft.understood).toEqual([
      { kind: 'length', text: '8 tracks', meaning: { code: 'tracks', tracks: 8 } },
      { kind: 'sound', text: 'piano', meaning: { code: 'sound', phrase: 'piano', negative: false } }
    ])
    for (const { reason, fit } of draft.entries) {
      expect(entryReason.parse(reason)).toMatchObject({ code: 'made', chosen: { code: 'fits' } })
      expect(fit).not.toBeNull()
    }
    expect(draft.entries[0]!.reason).toMatchObject({ follows: null })
    expect(draft.entries[3]!.reason).toMatchObject({ follows: { sound: expect.any(String) as string } })
  })

  it('comes close to the minutes asked for', async () => {
    const draft = await make({ prompt: 'piano, 40 minutes', artistCap: null })
    expect(Math.abs(draft.duration - 2400)).toBeLessThan(30)
  })

  it('keeps to filters, the artist cap and to no repeats', async () => {
    const draft = await make({ prompt: 'piano after 1990', tracks: 7, artistCap: 1 })
    const titles = idsOf(draft).map(id => library.titleOf(id))
    for (const title of titles) expect(Number(title.split(' ').at(-1))).toBeGreaterThan(10)
    const artists = idsOf(draft).map(id => (id - piano[0]!) % 8)
    expect(new Set(artists).size).toBe(artists.length)
  })

  it('says when there is not enough, and goes past the line only with a note', async () => {
    const draft = await make({ prompt: 'metal', tracks: 30, artistCap: null, foldDuplicates: false })
    expect(draft.notes[0]).toMatchObject({ code: 'few-fit', fitting: 12 })
    expect(idsOf(draft).filter(id => metal.includes(id))).toHaveLength(12)
    // What only came near is told apart once it is kept, too.
    const reasons = draft.entries.map(({ reason }) => reason)
    const id = new PlaylistEditor(library.db).create('Metal', idsOf(draft), reasons)
    const { near } = await examine(await studio.session(), id, readEntries(library.db, id), pause)
    expect(draft.notes[0]).toMatchObject({ beyond: near.length })
    expect(near.map(({ trackId }) => trackId)).toEqual(idsOf(draft).filter(one => !metal.includes(one)))
    const few = await make({ prompt: 'metal genre:nothing', tracks: 5 })
    expect(few.entries).toEqual([])
    expect(few.notes).toEqual([{ code: 'nothing-answers' }])
  })

  it('holds locked tracks in their place and keeps the kept', async () => {
    const draft = await make({
      prompt: 'piano',
      tracks: 8,
      locked: [{ trackId: metal[0]!, position: 3 }],
      keep: [metal[1]!]
    })
    expect(draft.entries[3]!.trackId).toBe(metal[0])
    expect(draft.entries[3]!.reason).toMatchObject({ chosen: { code: 'locked' } })
    expect(draft.entries.find(one => one.trackId === metal[1])!.reason).toMatchObject({
      chosen: { code: 'kept' }
    })
    expect(idsOf(draft)).toHaveLength(8)
  })

  it('is the same for the same wish, and another one for another seed', async () => {
    const wish = { prompt: 'piano', tracks: 8 }
    expect(idsOf(await make(wish))).toEqual(idsOf(await make(wish)))
    expect(idsOf(await make({ ...wish, seed: 5 }))).not.toEqual(idsOf(await make(wish)))
  })

  it('draws from everything where nothing about sound was said', async () => {
    const draft = await make({ prompt: 'after 1990', tracks: 5 })
    expect(draft.entries).toHaveLength(5)
    for (const id of idsOf(draft)) expect(piano.slice(11)).toContain(id)
  })

  it('leaves jingles out', async () => {
    const draft = await make({ prompt: 'piano', tracks: 40, artistCap: null, foldDuplicates: false })
    expect(idsOf(draft).map(id => library.titleOf(id))).not.toContain('jingle')
  })

  it('folds one recording under two names', async () => {
    const twin = library.add({
      title: 'piano piece 0 (Remastered)',
      artist: 'pianist 0',
      year: 1980,
      duration: 120,
      sounds: ['piano']
    })
    library.searcher.library.refresh()
    const draft = await make({ prompt: 'piano', tracks: 40, artistCap: null })
    expect(idsOf(draft).includes(twin) && idsOf(draft).includes(piano[0]!)).toBe(false)
  })

  it('re-rolls one place with something else', async () => {
    const wish = requests['drafts.make'].input.parse({ prompt: 'piano', tracks: 6 })
    const draft = await makeDraft(await studio.session(), wish, pause)
    const trackIds = idsOf(draft)
    const input = { trackIds, position: 2, refused: [] as number[], wish }
    const first = await rerollPlace(await studio.session(), input, pause)
    expect(trackIds).not.toContain(first.trackId)
    const second = await rerollPlace(await studio.session(), { ...input, refused: [first.trackId] }, pause)
    expect([...trackIds, first.trackId]).not.toContain(second.trackId)
  })
})
