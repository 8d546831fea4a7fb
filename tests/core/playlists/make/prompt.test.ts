import { describe, expect, it } from 'vitest'
import { readPrompt } from '../../../../src-main/core/playlists/make/prompt/prompt.ts'

describe('a wish in words', () => {
  it('is taken apart into length, start, years and what is left for the ear', () => {
    const prompt = readPrompt('an hour of music to cook to, starts calm, no vocals, after 1990')
    expect(prompt).toMatchObject({
      minutes: 60,
      tracks: null,
      query: 'music to cook to, no vocals year:>1990'
    })
    expect(prompt.start).toEqual({ energy: 0.12, phrase: 'calm' })
    expect(prompt.understood.map(part => part.text)).toEqual(['an hour', 'starts calm', 'after 1990'])
  })

  it.each([
    ['1h30 of techno 120-130 bpm builds up', { minutes: 90, query: 'techno bpm:120..130', arc: 'rise' }],
    ['half an hour of sad solo piano', { minutes: 30, query: 'sad solo piano' }],
    ['two and a half', { minutes: null, query: 'two and a half' }],
    ['an hour and a half of folk', { minutes: 90, query: 'folk' }],
    ['a dozen tracks of harp', { tracks: 12, query: 'harp' }],
    ['20 songs for a rainy night', { tracks: 20, query: 'rainy night' }],
    ['songs under 4 minutes with piano, two hours', { minutes: 120, query: 'piano length:<4m' }],
    ['folk from the 80s', { query: 'folk year:80s' }],
    ['90s synth pop', { query: '90s synth pop' }],
    ['an hour from my playlist "Rainy night"', { minutes: 60, query: 'playlist:"Rainy night"' }],
    ['flute between 1960 and 1970', { query: 'flute year:1960..1970' }],
    ['choir, at most 2 songs per artist', { artistCap: 2, query: 'choir' }],
    ['my five star songs faster than 120, an hour', { minutes: 60, query: 'rating:5 bpm:>120' }],
    [
      '3 minute songs from the early 90s, no drums',
      { minutes: null, query: 'no drums length:2m30s..3m30s year:1990..1993' }
    ],
    ['over 2 hours of jazz', { minutes: 120, query: 'jazz' }],
    ['songs over an hour, like Bach', { minutes: null, query: 'like Bach length:>1h' }],
    ['a song about rain', { tracks: null, query: 'a song about rain' }],
    ['piano length:<3m, 10 tracks', { tracks: 10, query: 'piano length:<3m' }],
    ['lenght:2m..3m, bpm:120-130 year:1990..1999', { query: 'lenght:2m..3m, bpm:120-130 year:1990..1999' }],
    ['"an hour of silence"', { minutes: null, query: '"an hour of silence"' }],
    ['', { query: '', minutes: null, tracks: null, understood: [] }]
  ])('%s', (text, expected) => expect(readPrompt(text)).toMatchObject(expected))

  it('reads both ends of an arc', () => {
    const { start, end, query } = readPrompt('from calm to wild, drums')
    expect(start!.energy).toBeLessThan(end!.energy!)
    expect(query).toBe('drums')
  })

  it('reads two sounds as the ends of an arc where they say how calm and how wild they are', () => {
    const prompt = readPrompt('from calm piano to loud drums, no vocals, after 1990, an hour')
    expect(prompt.query).toBe('calm piano, no vocals year:>1990 | loud drums, no vocals year:>1990')
    expect(prompt).toMatchObject({
      minutes: 60,
      start: { energy: 0.12, phrase: 'calm piano' },
      end: { energy: 0.9, phrase: 'loud drums' }
    })
    for (const text of ['from Berlin to Paris', 'from loud drums to heavy metal', 'from soft harp to brass'])
      expect(readPrompt(text)).toMatchObject({ query: text, start: null, end: null })
  })

  it('keeps words for an end that are no measure of energy', () => {
    expect(readPrompt('jazz ending with a choir').end).toEqual({ energy: null, phrase: 'a choir' })
  })

  // A pattern that backtracks would run into the time limit of the test.
  it.each(['starts and ends with '.repeat(95), '1 '.repeat(1000), 'an hour of '.repeat(180)])(
    'takes any text, however long',
    text => expect(readPrompt(text).query).toBeTypeOf('string')
  )
})
