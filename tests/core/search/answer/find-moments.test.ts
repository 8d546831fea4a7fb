import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asksForMoments, withoutMomentMark } from '../../../../src-main/contract/moments.ts'
import { cueFile } from '../../../../src-main/core/playlists/files/cue-points.ts'
import { momentsFile } from '../../../../src-main/core/playlists/files/moments-file.ts'
import { readM3u } from '../../../../src-main/core/playlists/files/m3u.ts'
import { MadeLibrary } from '../made-library.ts'

const pause = async (): Promise<void> => undefined
let made: MadeLibrary

beforeEach(() => {
  made = new MadeLibrary()
  const drums = (at: Record<number, string>): string[] =>
    Array.from({ length: 12 }, (_, i) => at[i] ?? 'drums')
  made.add({
    title: 'two solos',
    artist: 'a',
    year: 1980,
    sounds: drums({ 2: 'flute', 3: 'flute', 8: 'flute' })
  })
  made.add({ title: 'hint', artist: 'a', year: 1990, sounds: drums({ 5: 'flute drums' }) })
  made.add({ title: 'ending', artist: 'b', year: 1990, sounds: drums({ 11: 'flute' }) })
  for (const sound of 'rain metal synth brass harp bell choir bass'.split(' '))
    made.add({ title: sound, year: 2000, sounds: Array<string>(6).fill(sound) })
})
afterEach(() => made.close())

const find = async (text: string, limits: object = {}) => {
  const { moments, cut, parts } = await made.searcher.moments({ text, limit: 20, ...limits }, pause)
  const told = moments.map(({ id, start, end }) => `${made.titleOf(id)} ${start}-${end}`)
  return { told, moments, cut, parts }
}

describe('passages of the library', () => {
  it('are the ones that sound like it, hottest first, several of one track', async () => {
    const { told, cut, moments } = await find('flute')
    expect(told.slice(0, 2).sort()).toEqual(['two solos 20-40', 'two solos 80-90'])
    expect(cut).toBeGreaterThanOrEqual(2)
    expect(moments[0]!.strength).toBeGreaterThan(0.9)
    expect(moments.map(({ heat }) => heat)).toEqual(moments.map(({ heat }) => heat).toSorted((a, b) => b - a))
    // A mere ending is none.
    expect(told.filter(one => one.startsWith('ending 110'))).toEqual([])
  })

  it('hold filters, and the parts of the question where they stand in it', async () => {
    const { told, parts } = await find('moment: flute year:1990')
    expect(told.some(one => one.startsWith('two solos'))).toBe(false)
    expect(parts.map(({ text, start }) => [text, start])).toEqual([
      ['flute', 8],
      ['year:1990', 14]
    ])
  })

  it('are the closest few where none stands out, and none where nothing is asked', async () => {
    const { told, cut } = await find('guitar')
    expect(cut).toBe(0)
    expect(told.length).toBeGreaterThan(0)
    expect(told.length).toBeLessThanOrEqual(10)
    for (const text of ['', 'moment:', 'year:1990']) expect((await find(text)).told).toEqual([])
  })

  it('keep to so many tracks of an artist, and to what is known as a sound', async () => {
    const tracks = new Set((await find('flute', { artistCap: 1 })).moments.map(({ id }) => id))
    expect(tracks.has(1) && tracks.has(2)).toBe(false)
    made.searcher.phrases.judge = phrase => ({
      trust: phrase === 'flute' ? 'not-understood' : 'heard',
      signs: []
    })
    expect((await find('flute')).told).toEqual([])
  })

  it('are marked by a word of their own', () => {
    expect([asksForMoments('moment: sax'), asksForMoments(' MOMENTS:sax')]).toEqual([true, true])
    expect([asksForMoments('a moment: sax'), asksForMoments('moment')]).toEqual([false, false])
    expect(withoutMomentMark('moment: sax')).toBe('        sax')
  })

  it('do not keep a search from finding the tracks', async () => {
    const { hits } = await made.searcher.query({ text: 'moment: flute', limit: 3, all: false }, pause)
    expect(made.titleOf(hits[0]!.id)).toBe('two solos')
  })
})

describe('cue points', () => {
  const track = { path: '/music/#1, "so".flac', title: 'So, "what"', artist: 'Miles' }
  const points = [{ start: 80, end: 110.456, heat: 2.345, track }]

  it('are JSON', () => {
    expect(JSON.parse(cueFile('json', 'sax', points))).toEqual({
      query: 'sax',
      moments: [{ ...track, start: 80, end: 110.46, heat: 2.35 }]
    })
  })

  it('are a table', () => {
    expect(cueFile('csv', 'sax', points)).toBe(
      'path,title,artist,start,end,heat\n"/music/#1, ""so"".flac","So, ""what""",Miles,80,110.46,2.35\n'
    )
  })

  it('are a playlist that VLC plays the passages of, and everybody can read', () => {
    const text = cueFile('m3u', 'sax\nsolo', points)
    expect(text.split('\n')).toEqual([
      '#EXTM3U',
      '#PLAYLIST:sax solo',
      '#EXTINF:30,Miles - So, "what"',
      '#EXTVLCOPT:start-time=80',
      '#EXTVLCOPT:stop-time=110.46',
      track.path,
      ''
    ])
    expect(readM3u(text).entries.map(({ path }) => path)).toEqual([track.path])
  })

  it('go into a file with a name that every system takes; tracks that are gone are left out', () => {
    const moment = { start: 0, end: 10, heat: 1 }
    const file = momentsFile(made.db, {
      text: 'moment: flute/solo?',
      format: 'm3u',
      moments: [
        { id: 1, ...moment },
        { id: 999, ...moment }
      ]
    })
    expect(file.name).toBe('flute_solo_.m3u8')
    expect(Buffer.from(file.base64, 'base64').toString()).toBe(file.text)
    expect(file.text.match(/start-time/g)).toHaveLength(1)
    const empty = momentsFile(made.db, { text: 'moment:', format: 'csv', moments: [] })
    expect(empty).toMatchObject({ name: '_.csv', text: 'path,title,artist,start,end,heat\n' })
  })
})
