import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  audioHash,
  everythingElse,
  fieldsAsWritten,
  readFields,
  valuesOf,
  writeFields,
  type FieldChanges,
  type FieldValues
} from '../../../src-main/core/tags/index.ts'
import { tagFields, type TagField } from '#contract/field-uses.ts'
import { makeTagFixtures } from '../../support/tag-fixtures.ts'
import { readWithMusicMetadata, soundByFfmpeg, tagByFfprobe, type Packets } from './second-reader.ts'
import { readWithTagLib } from './third-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-tags-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const all: FieldValues = {
  title: ['Ein größeres Lied 夜'],
  artist: ['AC/DC', 'Sœurs'],
  album: ['Another one, longer than thirty letters'],
  albumArtist: ['Various', '雨'],
  composer: ['Nina Simone', 'J. S. Bach'],
  compilation: ['1'],
  rating: ['3.5'],
  genre: ['Jazz', 'R&B/Soul', 'Électro 夜'],
  mood: ['calm', 'dark; slow'],
  year: ['1987-05-01'],
  bpm: ['127'],
  key: ['F#m'],
  comment: ['A new comment, größer'],
  instrument: ['piano', 'cello'],
  voice: ['female'],
  energy: ['low'],
  taught: ['rainy day', '雨'],
  trackNumber: ['7/12'],
  discNumber: ['2/3']
}

/** What a second reader cannot see itself; the other one and Earshot's own still look. */
const blind = {
  // It reads no comments of FLAC in Ogg, and takes unsynchronised bytes of 2.3 as they are.
  musicMetadata: /\.oga$|^unsynchronised/,
  // It drops the whole ID3 tag of a WAV file that has a PRIV frame too, and looks for no APE tag behind an mp3.
  ffprobe: /^full.*\.wav$|^ape-only/
}

/** ffmpeg writes a comment into a free frame of mp3s, which TagLib shows as one more comment; it is not ours to change. */
const freeComment = /^tagged-v2.*\.mp3$/
/** In a WAV file with an ID3 tag, TagLib shows nothing of what stands in the INFO list alone. */
const hidesInfo = /^info\.wav$/

/** It keeps totals apart, where it has a place for them, and of 2.2 the year alone. */
const shownByTagLib = (name: string): FieldChanges => ({
  trackNumber: ['7'],
  discNumber: ['2'],
  year: [name === 'full-v22.mp3' ? '1987' : '1987-05-01']
})

/** ffmpeg takes an APE tag behind an mp3 for sound: there only what it decodes counts. */
function soundOf(path: string): Partial<Packets> {
  const sound = soundByFfmpeg(path)
  return path.includes('ape-') ? { samples: sound.samples } : sound
}

/** Of the files as they were made. */
const originalSounds = new Map<string, Partial<Packets>>()

function originalSound(path: string): Partial<Packets> {
  const sound = originalSounds.get(path) ?? soundOf(path)
  originalSounds.set(path, sound)
  return sound
}

describe.each(makeTagFixtures(folder))('$name', ({ name, path }) => {
  const copy = join(folder, `copy-${name}`)
  const fresh = (): string => {
    copyFileSync(path, copy)
    return copy
  }

  test('takes every field, and a second reader sees them and nothing else changed', async () => {
    const file = fresh()
    const before = {
      else: everythingElse(file, { changed: tagFields }),
      hash: await audioHash(file),
      second: await readWithMusicMetadata(file),
      sound: originalSound(path)
    }
    writeFields(file, all)
    expect(readFields(file).fields).toEqual(all)
    expect(everythingElse(file, { changed: tagFields })).toEqual(before.else)
    expect(await audioHash(file)).toEqual(before.hash)
    expect(soundOf(file)).toEqual(before.sound)
    if (!blind.ffprobe.test(name)) expect(tagByFfprobe(file, 'genre')).toContain('Jazz')
    if (blind.musicMetadata.test(name)) return
    const second = await readWithMusicMetadata(file)
    // Stars of 2.2 it does not know.
    expect(second.fields).toEqual(name === 'full-v22.mp3' ? { ...all, rating: [] } : all)
    expect(second.others).toEqual(before.second.others)
  })

  test('shows TagLib every field in every format, and nothing else changed', async () => {
    const file = fresh()
    const before = await readWithTagLib(file)
    writeFields(file, all)
    const after = await readWithTagLib(file)
    const foreign = freeComment.test(name) ? before.fields.comment : []
    expect(after.fields).toEqual({
      ...all,
      ...shownByTagLib(name),
      comment: [...foreign, ...all.comment],
      rating: []
    })
    expect(after.others).toEqual(hidesInfo.test(name) ? [] : before.others)
  })

  test('gives back what it had', async () => {
    const file = fresh()
    const before = { ...readFields(file), else: everythingElse(file), hash: await audioHash(file) }
    const second = await readWithMusicMetadata(file)
    writeFields(file, all)
    writeFields(file, before.fields)
    expect(readFields(file).fields).toEqual(before.fields)
    expect(everythingElse(file)).toEqual(before.else)
    expect(await audioHash(file)).toEqual(before.hash)
    if (blind.musicMetadata.test(name)) return
    const { others } = await readWithMusicMetadata(file)
    expect(others).toEqual(second.others)
  })

  test('each field alone leaves the other fields as they were', () => {
    for (const field of Object.keys(all) as TagField[]) {
      const file = fresh()
      const { container, fields } = readFields(file)
      const others = everythingElse(file, { changed: [field] })
      for (const values of [all[field], [all[field][0]!], []]) {
        const changes = { [field]: values }
        writeFields(file, changes)
        expect(readFields(file).fields).toEqual({ ...fields, ...fieldsAsWritten(container, changes) })
        expect(everythingElse(file, { changed: [field] })).toEqual(others)
      }
    }
  })

  test('a field of a free name comes, is found whatever its capitals, and goes', () => {
    const file = fresh()
    const others = everythingElse(file)
    const { fields, custom } = readFields(file)
    writeFields(file, { 'custom:My Shelf': ['top', 'left; dusty'] })
    writeFields(file, { 'custom:MY SHELF': ['top', 'größer', 'left'], mood: ['calm'] })
    const written = readFields(file)
    expect(valuesOf(written, 'custom:my shelf')).toEqual(['top', 'größer', 'left'])
    expect(written.custom).toEqual([...custom, { name: 'My Shelf', values: ['top', 'größer', 'left'] }])
    expect(everythingElse(file, { changed: ['custom:my shelf'] })).toEqual(others)
    expect(everythingElse(file)).not.toEqual(others)
    writeFields(file, { 'custom:my shelf': [], mood: fields.mood })
    expect(readFields(file)).toMatchObject({ fields, custom })
    expect(everythingElse(file)).toEqual(others)
  })

  test('grows, shrinks and grows again', async () => {
    const file = fresh()
    const before = { else: everythingElse(file), hash: await audioHash(file), sound: originalSound(path) }
    for (const length of [200_000, 10, 0, 70_000]) {
      writeFields(file, { comment: length === 0 ? [] : ['x'.repeat(length)] })
      expect(everythingElse(file)).toEqual(before.else)
      expect(await audioHash(file)).toEqual(before.hash)
    }
    expect(soundOf(file)).toEqual(before.sound)
  })

  test('no change is no change', () => {
    const file = fresh()
    writeFields(file, {})
    expect(readFileSync(file).equals(readFileSync(path))).toBe(true)
  })
})
