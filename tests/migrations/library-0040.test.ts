import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Caller } from '#contract/bridge.ts'
import { requests, type Input, type RequestName } from '#contract/requests.ts'
import { listBackups } from '../../src-main/core/database/backups/list.ts'
import { newestVersion } from '../../src-main/core/database/migrations/index.ts'
import { checkIntegrity, openReader } from '../../src-main/core/database/open.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { putLibrary0040 } from '../support/library-0040.ts'

// A library made by the edition before: everything in it is to be found again.

const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-0040-'))
let engine: Engine
const call: Caller['call'] = (...args) => engine.call(...args)

beforeAll(async () => {
  putLibrary0040(dataFolder)
  engine = await createEngine({
    dataFolder,
    modelsFolder: resolve(import.meta.dirname, '../../models'),
    analyseAfterScan: false
  })
})
afterAll(async () => {
  await engine.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

it('is migrated after a backup', () => {
  const db = openReader(dataFolder)
  expect(db.pragma('user_version', { simple: true })).toBe(newestVersion)
  expect(checkIntegrity(db)).toBe('ok')
  db.close()
  expect(listBackups(dataFolder)).toHaveLength(1)
})

it('answers every request that reads', async () => {
  const { ids } = await call('library.list', { sort: 'title', descending: false })
  const [id, other] = await Promise.all(['Slow Rain', 'Bicycle'].map(trackCalled))
  const list = await playlist('For the evening')
  const [batch] = await call('history.list', {})
  const [plan] = await call('plans.list', {})
  const [taught] = await call('taught.list', { wait: true })
  const rules = (await playlist('Everything said')).rules!
  const { ids: albums } = await call('albums.list', {})
  const { ids: artists } = await call('artists.list', {})
  const wish = { prompt: 'calm chords', tracks: 3 }
  const inputs: { [Name in RequestName]?: Input<Name> } = {
    'library.list': { sort: 'added', descending: true },
    'library.rows': { ids: [...ids] },
    'library.sorted': { ids: [...ids], sort: 'genre', descending: true },
    'library.paths': { ids: [...ids] },
    'library.track': { id: id! },
    'search.query': { text: 'calm chords year:<2000' },
    'search.similar': { ids: [id!] },
    'search.complete': { text: 'cal', at: 3 },
    'search.heat': { id: id!, text: 'calm chords' },
    'search.moments': { text: 'calm chords' },
    'keeping.look': await engine.call('keeping.export', {}),
    'albums.rows': { ids: [...albums] },
    'albums.get': { id: albums[0]! },
    'albums.tracks': { ids: [...albums] },
    'albums.of': { id: id! },
    'artists.rows': { ids: [...artists] },
    'artists.get': { id: artists[0]! },
    'tracks.list': { shelf: 'artist', id: artists[0]! },
    'covers.thumbnails': { ids: [...ids], size: 80 },
    'covers.of': { ids: [...ids] },
    'tags.suggest': { ids: [...ids] },
    'tags.read': { ids: [...ids] },
    'tags.known': { field: 'genre' },
    'tags.preview': {
      steps: [{ do: 'set', field: 'genre', values: ['Folk'] }],
      tracks: [{ id: id!, fields: [{ field: 'genre', values: ['Ambient'] }] }]
    },
    'tags.describe': { of: { kind: 'track', id: id! } },
    'taught.answer': { id: taught!.id },
    'plans.get': { id: plan!.id },
    'plans.files': { id: plan!.id },
    'plans.export': { id: plan!.id },
    'plans.movePreview': { ids: [...ids], pattern: '{artist}/{title}' },
    'history.changes': { id: batch!.id },
    'map.axes': { x: 'calm … wild', y: 'piano' },
    'map.colours': { by: 'genre' },
    'map.passage': { id: id! },
    'playlists.get': { id: list.id },
    'playlists.tracks': { id: list.id },
    'playlists.exportText': { id: list.id, format: 'xspf' },
    'playlists.exportTracksText': { name: 'Two', trackIds: [id!, other!] },
    'playlists.exportMoments': {
      text: 'calm chords',
      format: 'json',
      moments: [{ id: id!, start: 0, end: 10, heat: 1 }]
    },
    'drafts.make': wish,
    'drafts.path': { points: [{ trackId: id! }, { trackId: other! }], tracks: 3 },
    'drafts.smooth': { ids: [id!, other!] },
    'drafts.goOn': { after: [id!] },
    'drafts.reroll': { trackIds: [id!, other!], position: 1, wish },
    'drafts.doctor': { id: list.id },
    'smart.preview': { rules },
    'smart.changes': { id: (await playlist('Most played')).id },
    'audio.gain': { id: id! },
    'audio.waveform': { id: id! }
  }
  // They look at music files, which are not there, and at models and machine, which are no part of a library.
  const passedOver = new Set<RequestName>([
    'audio.file',
    'audio.sound',
    'covers.picture',
    'models.inspect',
    'models.test',
    'system.doctor'
  ])
  const reading = (Object.keys(requests) as RequestName[]).filter(name => requests[name].effect === 'read')
  for (const name of reading.filter(name => !passedOver.has(name)))
    expect(await call(name, inputs[name] ?? {}), name).toBeDefined()
})

it('has its tracks, without those of the folder that was removed', async () => {
  expect(await call('library.overview', {})).toMatchObject({ tracks: 8, analysed: 6, failures: 2 })
  const slow = await call('library.track', { id: await trackCalled('Slow Rain') })
  expect(slow).toMatchObject({
    genres: ['Ambient', 'Drone'],
    year: 1994,
    bpm: 60,
    measured: { key: 'A minor' },
    played: { plays: 2, rating: 100 }
  })
  expect(await call('settings.get', {})).toMatchObject({ journalDays: 400, scanOnStart: false })
})

it('finds its tracks by words and by sound', async () => {
  expect(await titlesFor('lamplighters')).toEqual(
    expect.arrayContaining(['Slow Rain', 'Last Tram', 'Machine Hall'])
  )
  expect(await titlesFor('year:1994 bpm:<80')).toEqual(['Slow Rain'])
  const { hits } = await call('search.query', { text: 'calm chords', all: true })
  // "Steps" has changed since it was heard; until it is heard again it sounds as it did.
  expect(hits).toHaveLength(7)
  const { hits: similar } = await call('search.similar', { ids: [await trackCalled('Slow Rain')] })
  expect(similar.length).toBeGreaterThan(0)
})

it('has its playlists with their reasons, and can undo their edits', async () => {
  const list = await playlist('For the evening')
  expect(list).toMatchObject({ kind: 'list', undo: true, redo: true, target: { format: 'm3u8' } })
  const { entries } = await call('playlists.get', { id: list.id })
  expect(entries.filter(entry => entry.locked)).toHaveLength(1)
  expect(entries.map(entry => entry.title)).toContain('Bicycle')
  await call('playlists.undo', { id: list.id })
  await call('playlists.redo', { id: list.id })
  expect((await call('playlists.get', { id: list.id })).entries).toEqual(entries)
})

it('has its smart playlists, with who came and went', async () => {
  const smart = (await call('playlists.list', {})).filter(one => one.kind === 'smart')
  expect(smart).toHaveLength(12)
  const changes = await Promise.all(smart.map(({ id }) => call('smart.changes', { id })))
  expect(changes.flat().length).toBeGreaterThan(40)
  expect(await call('smart.refresh', {})).toMatchObject({ playlists: 12 })
})

it('has its vocabulary, its taught tag, its plans and its journal', async () => {
  const terms = await call('tags.terms', {})
  expect(terms.find(term => term.name === 'tram ride')).toMatchObject({ origin: 'own', group: 'mood' })
  expect(terms.find(term => term.name === 'Techno')).toMatchObject({ enabled: false })
  expect(await call('taught.list', {})).toMatchObject([{ name: 'Sunday kitchen', yes: 3, no: 2 }])
  const plans = await call('plans.list', {})
  expect(plans.map(plan => [plan.name, plan.state])).toEqual(
    expect.arrayContaining([
      ['From the sound', 'open'],
      ['By hand', 'written']
    ])
  )
  const batches = await call('history.list', {})
  expect(batches.map(batch => batch.kind).sort()).toEqual(['undo', 'write'])
})

async function playlist(name: string) {
  const found = (await call('playlists.list', {})).find(one => one.name === name)
  return found!
}

async function trackCalled(title: string): Promise<number> {
  const { ids } = await call('library.list', { sort: 'title', descending: false })
  return (await call('library.rows', { ids: [...ids] })).find(row => row.title === title)!.id
}

async function titlesFor(text: string): Promise<string[]> {
  const { hits } = await call('search.query', { text })
  return (await call('library.rows', { ids: hits.map(hit => hit.id) })).map(row => row.title)
}
