import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { everythingElse, readFields, writeFields } from '../../../src-main/core/tags/index.ts'
import { runFfmpeg, writeWav } from '../../support/audio.ts'
import { tagByFfprobe } from './second-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-id3v1-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** An old mp3: nothing but ID3v1.1 behind the sound. */
function oldFile(): string {
  const wav = writeWav(join(folder, 'old.wav'), { seconds: 0.5 })
  const path = join(folder, 'old.mp3')
  runFfmpeg(['-i', wav, '-map_metadata', '-1', '-id3v2_version', '0', path])
  const tag = Buffer.alloc(128)
  tag.write('TAGCaf\xe9 Noir', 0, 'latin1')
  tag.write('Somebody'.padEnd(30, ' '), 33, 'latin1')
  tag.write('A title that takes all thirty!', 63, 'latin1')
  tag.write('1999kept', 93, 'latin1')
  tag.set([0, 7, 17], 125)
  appendFileSync(path, tag)
  return path
}

const said = (path: string): Record<string, string | null> =>
  Object.fromEntries(
    ['title', 'artist', 'album', 'date', 'track', 'genre', 'comment'].map(name => [
      name,
      tagByFfprobe(path, name)
    ])
  )

test('a player that reads ID3v1 only where there is no ID3v2 still shows all of it', () => {
  const path = oldFile()
  const before = said(path)
  expect(before).toMatchObject({
    artist: 'Somebody',
    date: '1999',
    track: '7',
    genre: 'Rock',
    comment: 'kept'
  })
  const others = everythingElse(path)
  const { fields } = readFields(path)

  writeFields(path, { mood: ['calm'] })
  const after = { ...before, title: 'Café Noir' } // of ID3v1 it hands out bytes that are no UTF-8
  expect(said(path)).toEqual(after)
  expect(everythingElse(path)).toEqual(others)
  expect(readFields(path).fields).toEqual({ ...fields, mood: ['calm'] })

  const copy = join(folder, 'copy.mp3')
  copyFileSync(path, copy)
  writeFields(copy, { genre: ['Jazz'], mood: [] })
  expect(said(copy)).toEqual({ ...after, genre: 'Jazz' })
})

test('is kept in step, in its letters and lengths, and what says the same keeps its bytes', () => {
  const path = oldFile()
  writeFields(path, {
    title: ['Café Noir'],
    artist: ['Ève & Кино'],
    album: ['A title that takes all thirty! And more'],
    year: ['2001-02-03'],
    trackNumber: ['12/13']
  })
  const tag = readFileSync(path).subarray(-128)
  expect(tag.toString('latin1', 3, 13)).toBe('Café Noir\0')
  expect(tag.toString('latin1', 33, 44)).toBe('Ève & ????\0')
  expect(tag.toString('latin1', 63, 93)).toBe('A title that takes all thirty!')
  expect(tag.toString('latin1', 93, 101)).toBe('2001kept')
  expect([...tag.subarray(125)]).toEqual([0, 12, 17])
  writeFields(path, { title: [], trackNumber: [], year: ['19'] })
  const emptied = readFileSync(path).subarray(-128)
  expect([...emptied.subarray(3, 33)].every(byte => byte === 0)).toBe(true)
  expect([...emptied.subarray(125)]).toEqual([0, 0, 17])
})
