import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job, SearchAnswer } from '#contract/entities.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { readProfile } from '../../src-main/core/inference/scoring-profile.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { writeWav } from '../support/audio.ts'
import { jobEnd, settled } from '../support/jobs.ts'

const modelsFolder = resolve(import.meta.dirname, '../../models')
const work = mkdtempSync(join(tmpdir(), 'earshot-engine-'))
const music = join(work, 'music')
const dataFolder = join(work, 'data')
let engine: Engine
const jobs: Job[] = []
const counts: { tracks: number; analysed: number }[] = []

/** The whole life of a library, in order: each step goes on from the one before. */
beforeAll(async () => {
  mkdirSync(join(music, 'album'), { recursive: true })
  writeWav(join(music, 'tone.wav'), { seconds: 12, hz: 440 })
  writeWav(join(music, 'album', 'chirp.wav'), { seconds: 25, shape: 'chirp' })
  writeWav(join(music, 'album', 'noise.wav'), { seconds: 11, shape: 'noise' })
  writeFileSync(join(music, 'broken.mp3'), 'this is no music')
  writeFileSync(join(music, 'empty.flac'), '')
  writeFileSync(join(music, 'notes.txt'), 'nothing to hear')
  engine = await createEngine({ dataFolder, modelsFolder })
  engine.on('job', job => jobs.push(job))
  engine.on('library.changed', value => counts.push(value))
})

afterAll(async () => {
  await engine.close()
  rmSync(work, { recursive: true, force: true })
})

const idOf = async (title: string): Promise<number> => {
  const { ids } = await engine.call('library.list', { sort: 'title', descending: false })
  const rows = await engine.call('library.rows', { ids: [...ids] })
  return rows.find(row => row.title === title)!.id
}

it('is empty at first', async () => {
  expect(await engine.call('library.overview', {})).toEqual({
    folders: [],
    tracks: 0,
    available: 0,
    analysed: 0,
    newEars: null,
    failures: 0,
    leftOut: 0,
    leftTracks: 0,
    duration: 0,
    bytes: 0
  })
})

it('scans what is added, and listens to it by itself', async () => {
  const { folders, job } = await engine.call('library.addFolders', { paths: [music] })
  expect(folders).toMatchObject([{ path: music, state: 'present' }])
  expect(job).toMatchObject({ kind: 'scan', state: 'running' })
  await jobEnd(engine, 'analysis')
  await settled(engine)
  expect(await engine.call('library.overview', {})).toMatchObject({ tracks: 3, available: 3, analysed: 3 })
})

it('has the columns of a list, what is measured where nothing is written', async () => {
  const { ids } = await engine.call('library.list', { sort: 'bytes', descending: true })
  const rows = await engine.call('library.rows', { ids: [...ids] })
  const detail = await engine.call('library.track', { id: ids[0]! })
  expect(rows[0]).toMatchObject({
    path: 'album/chirp.wav',
    bytes: detail.bytes,
    codec: detail.codec,
    genre: [],
    plays: 0
  })
  expect(rows[0]?.loudness).toBe(detail.measured?.loudness)
  expect(rows.map(row => row.bytes)).toEqual(rows.map(row => row.bytes).toSorted((a, b) => b! - a!))
  await engine.call('library.rate', { id: ids[0]!, rating: 80 })
  expect((await engine.call('library.rows', { ids: [ids[0]!] }))[0]?.rating).toBe(80)
  const some = await engine.call('library.sorted', {
    ids: [ids[2]!, ids[0]!],
    sort: 'rating',
    descending: false
  })
  expect([...some.ids]).toEqual([ids[0], ids[2]])
})

it('tells how jobs go on, each to its end', () => {
  for (const kind of ['scan', 'analysis'] as const) {
    const told = jobs.filter(job => job.kind === kind)
    expect(told.at(-1)).toMatchObject({ state: 'done', remaining: null, current: null })
    for (const id of new Set(told.map(job => job.id))) {
      const states = told.filter(job => job.id === id).map(job => job.state)
      expect(states.filter(state => state !== 'running')).toHaveLength(1)
      expect(states.at(-1)).not.toBe('running')
    }
  }
  expect(counts.at(-1)).toEqual({ tracks: 3, analysed: 3 })
})

it('lists what could not be read, with the reason', async () => {
  const failures = await engine.call('library.failures', {})
  expect(failures.map(({ path }) => path).sort()).toEqual([
    join(music, 'broken.mp3'),
    join(music, 'empty.flac')
  ])
  for (const { code, message } of failures) {
    expect(code).toMatch(/unreadable-file|unsupported-format/)
    expect(message).toMatch(/\.$/)
  }
})

it('knows each track', async () => {
  const id = await idOf('chirp')
  expect(await engine.call('library.track', { id })).toMatchObject({
    path: join(music, 'album', 'chirp.wav'),
    title: 'chirp',
    lossless: true,
    sampleRate: 44_100,
    channels: 2,
    analysed: true,
    failures: []
  })
  const { topTags, music: score, isMusic, duration } = await engine.call('library.track', { id })
  expect(duration).toBeCloseTo(25, 1)
  expect(topTags.length).toBeGreaterThan(0)
  expect(topTags.map(({ score }) => score)).toEqual(topTags.map(({ score }) => score).sort((a, b) => b - a))
  expect(score).toBeGreaterThanOrEqual(0)
  expect(score).toBeLessThanOrEqual(1)
  const { musicThreshold } = readProfile(loadRegistry(modelsFolder).default.folder)
  expect(isMusic).toBe(score! >= musicThreshold)
})

it('gives paths in the order asked, null for what is gone', async () => {
  const id = await idOf('tone')
  expect(await engine.call('library.paths', { ids: [999, id] })).toEqual([null, join(music, 'tone.wav')])
})

describe('search', () => {
  it('ranks every track by its sound', async () => {
    const { hits, total, unanalysed } = await engine.call('search.query', {
      text: 'white noise hiss',
      all: true
    })
    expect(total).toBe(3)
    expect(unanalysed).toBe(0)
    expect(hits.map(hit => hit.rank)).toEqual([1, 2, 3])
    for (const { moment } of hits) expect(moment).not.toBeNull()
  })

  it('finds words of names', async () => {
    const { hits } = await engine.call('search.query', { text: 'chirp' })
    expect(hits[0]?.id).toBe(await idOf('chirp'))
  })

  it('finds what is like a file, not the file itself', async () => {
    const tone = await idOf('tone')
    const byPath = await engine.call('search.similar', { paths: [join(music, 'tone.wav')] })
    expect(byPath.hits.map(({ id }) => id)).not.toContain(tone)
    const byId = await engine.call('search.similar', { ids: [tone] })
    expect(byId.hits.map(({ id }) => id)).toEqual(byPath.hits.map(({ id }) => id))
  })

  it('follows the query along a track', async () => {
    const { starts, values, windowSeconds } = await engine.call('search.heat', {
      id: await idOf('chirp'),
      text: 'high pitched'
    })
    expect(windowSeconds).toBe(10)
    expect(Array.from(starts)).toEqual([0, 10, 15])
    expect(values).toHaveLength(3)
    expect(new Set(values).size).toBe(3)
  })
})

it('draws a waveform, and tells where the bytes are', async () => {
  const id = await idOf('tone')
  const waveform = await engine.call('audio.waveform', { id })
  expect(waveform?.duration).toBeCloseTo(12, 1)
  expect(Math.max(...waveform!.peaks)).toBeGreaterThan(0)
  expect(await engine.call('audio.file', { id })).toEqual({
    path: join(music, 'tone.wav'),
    type: 'audio/wav'
  })
})

it('remembers settings, and tells when they change', async () => {
  const told: unknown[] = []
  const off = engine.on('settings.changed', value => told.push(value))
  await engine.call('settings.set', { theme: 'dark' })
  await engine.call('settings.set', { theme: 'dark' })
  off()
  expect(told).toEqual([
    {
      theme: 'dark',
      language: 'system',
      density: 'compact',
      ffmpeg: null,
      scanOnStart: true,
      watchFolders: true,
      journalDays: null,
      textCharset: 'windows-1252',
      effort: 'full',
      replayGain: 'off',
      crossfade: 0,
      notifyTracks: false
    }
  ])
})

it('is in good health, and says so', async () => {
  const doctor = await engine.call('system.doctor', {})
  expect(doctor.problems).toEqual([])
  expect(doctor.providers.filter(({ chosen }) => chosen)).toHaveLength(1)
  expect(doctor.models).toMatchObject([{ state: 'ok' }])
  expect(doctor.database).toMatchObject({ integrity: 'ok', backups: [] })
})

it('has everything after it was closed and opened again, and hears nothing twice', async () => {
  const text = 'white noise hiss'
  const before = await engine.call('search.query', { text, all: true })
  await engine.close()
  engine = await createEngine({ dataFolder, modelsFolder })
  expect(await engine.call('library.overview', {})).toMatchObject({ tracks: 3, analysed: 3, failures: 2 })
  const after = await engine.call('search.query', { text, all: true })
  expect(after.hits).toEqual(before.hits)
  expect((await engine.call('settings.get', {})).theme).toBe('dark')
  await engine.call('analysis.start', {})
  expect(await jobEnd(engine, 'analysis')).toMatchObject({ state: 'done', done: 0, failed: 0 })
})

it('hides a removed folder, and brings all of it back without listening again', async () => {
  const [folder] = (await engine.call('library.overview', {})).folders
  await engine.call('library.removeFolder', { id: folder!.id })
  expect(await engine.call('library.overview', {})).toMatchObject({ folders: [], tracks: 0, analysed: 0 })
  expect((await engine.call('search.query', { text: 'noise', all: true })).hits).toEqual([])
  await engine.call('library.addFolders', { paths: [music] })
  await settled(engine)
  expect(await engine.call('library.overview', {})).toMatchObject({ tracks: 3, analysed: 3 })
})

it('lets whoever hears of a change see it in a search at once', async () => {
  expect((await engine.call('search.query', { text: 'chirp' })).hits).not.toEqual([])
  const [folder] = (await engine.call('library.overview', {})).folders
  const found = Promise.withResolvers<SearchAnswer>()
  const off = engine.on('library.changed', () =>
    found.resolve(engine.call('search.query', { text: 'chirp', all: true }))
  )
  await engine.call('library.removeFolder', { id: folder!.id })
  expect((await found.promise).hits).toEqual([])
  off()
  await engine.call('library.addFolders', { paths: [music] })
  await settled(engine)
})

it('tries again what failed, when asked to', async () => {
  writeWav(join(music, 'empty.flac'), { seconds: 11, hz: 220 })
  await engine.call('library.retry', {})
  await settled(engine)
  expect(await engine.call('library.overview', {})).toMatchObject({ tracks: 4, analysed: 4, failures: 1 })
})

it('adds the good folders even if one is not there, and says which', async () => {
  const other = join(work, 'other')
  mkdirSync(other)
  const paths = [join(work, 'nowhere'), other]
  await expect(engine.call('library.addFolders', { paths })).rejects.toMatchObject({ code: 'not-found' })
  await settled(engine)
  const { folders } = await engine.call('library.overview', {})
  expect(folders.map(({ path }) => path)).toEqual([music, other])
})

it('refuses everything once closed', async () => {
  await engine.close()
  await engine.close()
  await expect(engine.call('jobs.list', {})).rejects.toMatchObject({ code: 'cancelled' })
})
