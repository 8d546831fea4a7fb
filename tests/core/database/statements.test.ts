import { describe, expect, it } from 'vitest'
import { analysisStatements } from '../../../src-main/core/database/statements/analyses.ts'
import { failureStatements } from '../../../src-main/core/database/statements/failures.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { measurementStatements } from '../../../src-main/core/database/statements/measurements.ts'
import { modelStatements } from '../../../src-main/core/database/statements/models.ts'
import { settingStatements } from '../../../src-main/core/database/statements/settings.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { vectorStatements } from '../../../src-main/core/database/statements/vectors.ts'
import { wordStatements } from '../../../src-main/core/database/statements/words.ts'
import { sampleTrack, scratchDatabase } from '../../support/database.ts'

describe('tracks and folders', () => {
  it('keeps a track whole, with odd bytes in its path', () => {
    const db = scratchDatabase()
    const folder = folderStatements(db).add('/music/\udcff', 5)
    const tracks = trackStatements(db)
    const record = sampleTrack({
      folderId: folder.id,
      path: '/music/\udcff/a\n.mp3',
      genres: ['Ambient', 'Drone'],
      bpm: 92.5,
      lossless: true
    })
    const id = tracks.insert(record, 77)
    const stored = {
      ...record,
      writtenDuration: record.duration,
      id,
      available: true,
      hidden: false,
      addedAt: 77,
      scannedAt: 77
    }
    expect(tracks.byId(id)).toEqual(stored)
    expect(tracks.byPath(record.path)).toEqual(stored)
    expect(tracks.byContent(record.contentId)).toEqual([{ id, path: record.path }])
    expect(tracks.known('/music/\udcff')).toEqual([
      { id, path: record.path, size: 1000, mtime: record.mtime, available: true, stale: false }
    ])
    expect(tracks.known('/music/\udcfe')).toEqual([])
    expect(folderStatements(db).all()).toMatchObject([{ path: '/music/\udcff', tracks: 1, state: 'present' }])
  })

  it('hides a removed folder and brings it back', () => {
    const db = scratchDatabase()
    const folders = folderStatements(db)
    const tracks = trackStatements(db)
    const folder = folders.add('/music', 1)
    const id = tracks.insert(sampleTrack({ folderId: folder.id, path: '/music/a.mp3', title: 'Alpha' }), 1)
    folders.remove(folder.id)
    expect(folders.all()).toEqual([])
    expect(folders.byId(folder.id)).toBeNull()
    expect([...tracks.ids('title', false)]).toEqual([])
    expect(tracks.byIds([id])).toEqual([])
    expect(tracks.byId(id)?.hidden).toBe(true)
    expect(tracks.totals().tracks).toBe(0)
    expect(folders.add('/music', 2)).toMatchObject({ id: folder.id, addedAt: 1, tracks: 1 })
    expect([...tracks.ids('title', false)]).toEqual([id])
  })

  it('hands tracks over between a folder and one inside it', () => {
    const db = scratchDatabase()
    const folders = folderStatements(db)
    const tracks = trackStatements(db)
    const outer = folders.add('/music', 1)
    tracks.insert(sampleTrack({ folderId: outer.id, path: '/music/a.mp3' }), 1)
    const inside = tracks.insert(sampleTrack({ folderId: outer.id, path: '/music/live/b.mp3' }), 1)
    const inner = folders.add('/music/live', 2)
    expect(folders.all().map(folder => folder.tracks)).toEqual([1, 1])
    folders.remove(outer.id)
    expect([...tracks.ids('path', false)]).toEqual([inside])
    expect(tracks.byId(inside)?.folderId).toBe(inner.id)
    folders.add('/music', 3)
    expect(tracks.ids('path', false)).toHaveLength(2)
    folders.remove(inner.id)
    expect(tracks.ids('path', false)).toHaveLength(2)
  })

  it('sorts by genres, those of none at the end', () => {
    const db = scratchDatabase()
    const folder = folderStatements(db).add('/m', 1)
    const tracks = trackStatements(db)
    const [none, ambient, folk] = [[], ['ambient', 'Drone'], ['Folk']].map((genres, i) =>
      tracks.insert(sampleTrack({ folderId: folder.id, path: `/m/${i}`, genres }), 1)
    )
    expect([...tracks.ids('genre', false)]).toEqual([ambient, folk, none])
    expect([...tracks.ids('genre', true)]).toEqual([folk, ambient, none])
  })

  it('sorts keys round the circle of fifths, however they are written', () => {
    const db = scratchDatabase()
    const folder = folderStatements(db).add('/m', 1)
    const tracks = trackStatements(db)
    const keys = ['C', '', '8A', 'Em', 'a minor', '1A']
    const ids = keys.map((key, i) =>
      tracks.insert(sampleTrack({ folderId: folder.id, path: `/m/${i}`, key, trackNumber: 9 - i }), 1)
    )
    const order = (all: Uint32Array): string[] => [...all].map(id => keys[ids.indexOf(id)]!)
    // 8A twice: by their numbers then.
    expect(order(tracks.ids('key', false))).toEqual(['1A', 'a minor', '8A', 'C', 'Em', ''])
    expect(order(tracks.ids('key', true))).toEqual(['Em', 'C', 'a minor', '8A', '1A', ''])
    expect(order(tracks.ids('trackNumber', false))).toEqual(keys.toReversed())
    for (const sort of ['codec', 'sampleRate'] as const) expect(tracks.ids(sort, true)).toHaveLength(6)
  })

  it('sorts without case and accents, what is empty last in both directions', () => {
    const db = scratchDatabase()
    const folder = folderStatements(db).add('/m', 1)
    const tracks = trackStatements(db)
    const names = ['', 'Björk', 'bjork b', 'Abba', 'Éa']
    const ids = names.map((artist, i) =>
      tracks.insert(
        sampleTrack({ folderId: folder.id, path: `/m/${i}`, artist, year: i === 0 ? null : 2000 - i }),
        1
      )
    )
    const order = (ids_: Uint32Array): string[] => [...ids_].map(id => names[ids.indexOf(id)]!)
    expect(order(tracks.ids('artist', false))).toEqual(['Abba', 'Björk', 'bjork b', 'Éa', ''])
    expect(order(tracks.ids('artist', true))).toEqual(['Éa', 'bjork b', 'Björk', 'Abba', ''])
    expect(order(tracks.ids('year', true))).toEqual(['Björk', 'bjork b', 'Abba', 'Éa', ''])
    for (const sort of ['title', 'album', 'duration', 'added', 'path'] as const) {
      expect(tracks.ids(sort, true)).toHaveLength(5)
    }
    expect(order(tracks.sorted([ids[0]!, 999, ids[4]!, ids[1]!], 'artist', true))).toEqual([
      'Éa',
      'Björk',
      ''
    ])
    expect(tracks.byIds([ids[3]!, 999, ids[1]!]).map(track => track.artist)).toEqual(['Abba', 'Björk'])
  })

  it('finds words of titles and follows changes', () => {
    const db = scratchDatabase()
    const folder = folderStatements(db).add('/m', 1)
    const tracks = trackStatements(db)
    const words = wordStatements(db)
    const record = sampleTrack({ folderId: folder.id, path: '/m/1.mp3', title: 'Café Teardrop' })
    const id = tracks.insert(record, 1)
    expect(words.ids('cafe', 5)).toEqual([id])
    tracks.update(id, { ...record, title: 'Other' }, 2)
    expect(words.ids('cafe', 5)).toEqual([])
    expect(words.terms().map(({ term }) => term)).not.toContain('cafe')
    expect(words.terms()).toContainEqual({ term: 'other', tracks: 1 })
    expect(tracks.byId(id)).toMatchObject({ addedAt: 1, scannedAt: 2 })
  })
})

describe('analyses', () => {
  const unmeasured = {
    bpm: null,
    bpmConfidence: 0,
    bpmOther: null,
    key: null,
    keyConfidence: 0,
    loudness: null,
    loudnessRange: null,
    truePeak: null
  }
  const analysed = (trackId: number, modelId: number, contentId: Uint8Array) => ({
    trackId,
    modelId,
    contentId,
    starts: Float32Array.of(0, 10),
    vectors: Int8Array.of(127, -127, 1, 2),
    tags: Float32Array.of(0.5, -1.5, 2),
    music: 0.75,
    energy: 1.5,
    valence: null,
    waveform: Uint8Array.of(1, 255),
    duration: 20
  })

  it('are pending until heard as the file is now', () => {
    const db = scratchDatabase()
    const folder = folderStatements(db).add('/m', 1)
    const tracks = trackStatements(db)
    const analyses = analysisStatements(db)
    const model = modelStatements(db).idOf('earshot-mulan-1', '1')
    expect(modelStatements(db).idOf('earshot-mulan-1', '1')).toBe(model)
    expect(modelStatements(db).idOf('earshot-mulan-1', '2')).not.toBe(model)
    const record = sampleTrack({ folderId: folder.id, path: '/m/1.mp3' })
    const id = tracks.insert(record, 1)
    const gone = tracks.insert(sampleTrack({ folderId: folder.id, path: '/m/2.mp3' }), 1)
    tracks.setAvailable(gone, false)
    expect(analyses.pending(model, 1).map(track => track.id)).toEqual([id])
    const found = analysed(id, model, Uint8Array.from(record.contentId))
    analyses.put(found, 9)
    expect(analyses.pending(model, 1)).toMatchObject([{ id, analysed: true }])
    const measurements = measurementStatements(db)
    const measured = { ...unmeasured, bpm: 120, bpmConfidence: 0.9, key: 'A minor' }
    measurements.put({ trackId: id, contentId: found.contentId, method: 1, seconds: null, ...measured }, 9)
    expect(analyses.pending(model, 1)).toEqual([])
    expect(analyses.pending(model, 2)).toMatchObject([{ id, analysed: true }])
    expect([analyses.hasPending(model, 1), analyses.hasPending(model, 2)]).toEqual([false, true])
    expect(measurements.byTrack(id)).toEqual(measured)
    expect([...measurements.byTracks([id, gone])]).toEqual([[id, measured]])
    const back = analyses.byTrack(id, model)!
    expect([back.starts, back.vectors, back.tags, back.music]).toEqual([
      found.starts,
      found.vectors,
      found.tags,
      0.75
    ])
    expect([back.energy, back.valence]).toEqual([1.5, null])
    expect([...back.waveform]).toEqual([1, 255])
    expect([...analyses.analysedIds(model)]).toEqual([id])
    expect([analyses.count(model), analyses.isAnalysed(id, model)]).toEqual([1, true])
    tracks.update(id, { ...record, contentId: Buffer.from('new') }, 2)
    expect(analyses.pending(model, 1, [id])).toMatchObject([{ id, path: '/m/1.mp3' }])
    expect([analyses.byTrack(id, model), analyses.count(model)]).toEqual([null, 0])
    expect(measurements.byTrack(id)).toBeNull()
  })

  it('are not tried again after a failure until the file changes', () => {
    const db = scratchDatabase()
    const folder = folderStatements(db).add('/m', 1)
    const tracks = trackStatements(db)
    const analyses = analysisStatements(db)
    const failures = failureStatements(db)
    const record = sampleTrack({ folderId: folder.id, path: '/m/1.mp3' })
    const trackId = tracks.insert(record, 1)
    const failure = { path: record.path, trackId, code: 'decode-failed', message: 'Broken.' } as const
    failures.record({ ...failure, stage: 'decode', size: record.size, mtime: record.mtime }, 3)
    failures.record({ ...failure, stage: 'decode', size: record.size, mtime: record.mtime }, 4)
    expect(analyses.pending(1, 1)).toEqual([])
    expect(failures.all()).toEqual([{ ...failure, stage: 'decode', at: 4 }])
    expect(failures.ofTrack(trackId)).toHaveLength(1)
    tracks.update(trackId, { ...record, mtime: record.mtime + 1 }, 5)
    expect(analyses.pending(1, 1)).toHaveLength(1)
    failures.forget(['/other'])
    expect(failures.count()).toBe(1)
    failures.forget()
    expect(failures.count()).toBe(0)
  })
})

describe('vectors', () => {
  it('come back as they went in, and merging keeps the latest of each track', () => {
    const db = scratchDatabase()
    const vectors = vectorStatements(db)
    const model = modelStatements(db).idOf('m', '1')
    const chunk = (ids: number[], value: number) => ({
      trackIds: Uint32Array.from(ids),
      vectors: new Float32Array(ids.length * 2).fill(value),
      tags: new Float32Array(ids.length * 3).fill(-value)
    })
    const first = vectors.append(model, chunk([1, 2], 1))
    vectors.append(model, chunk([3], 2))
    vectors.append(model, chunk([1], 3))
    expect([...vectors.after(model, first)].map(({ trackIds }) => [...trackIds])).toEqual([[3], [1]])
    expect([...vectors.meansAfter(model, first)]).toEqual(
      [...vectors.after(model, first)].map(({ id, trackIds, vectors }) => ({ id, trackIds, vectors }))
    )
    expect(vectors.merge(model, 2)).toBe(2) // the full chunk stays; the two after it become one
    expect(vectors.merge(model, 10)).toBe(1)
    const [only] = [...vectors.after(model, 0)]
    const of = (id: number): number => only!.vectors[only!.trackIds.indexOf(id) * 2]!
    expect([of(1), of(2), of(3)]).toEqual([3, 1, 2])
    expect([...only!.tags]).toEqual([-3, -3, -3, -1, -1, -1, -2, -2, -2])
  })
})

describe('settings', () => {
  it('keep JSON and shrug at what is not', () => {
    const db = scratchDatabase()
    const settings = settingStatements(db)
    expect(settings.get('theme')).toBeUndefined()
    settings.set('theme', { dark: true })
    expect(settings.get('theme')).toEqual({ dark: true })
    db.prepare("UPDATE settings SET value = '{'").run()
    expect(settings.get('theme')).toBeUndefined()
  })
})
