import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileFilters, passingTracks } from '../../../src-main/core/database/compile/filters.ts'
import { fittingTracks } from '../../../src-main/core/database/compile/matching.ts'
import { compileRule } from '../../../src-main/core/database/compile/rules.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { wordStatements } from '../../../src-main/core/database/statements/words.ts'
import { readTags, type FileFacts } from '../../../src-main/core/scan/read-tags.ts'
import { readFields, writeFields } from '../../../src-main/core/tags/index.ts'
import { encode, runFfmpeg, writeWav } from '../../support/audio.ts'
import { sampleTrack, scratchDatabase } from '../../support/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-texts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let sound: string
let mp3: Buffer

beforeAll(() => {
  sound = writeWav(join(folder, 'sound.wav'), { seconds: 1 })
  const path = join(folder, 'bare.mp3')
  runFfmpeg(['-i', sound, '-map_metadata', '-1', '-id3v2_version', '0', path])
  mp3 = readFileSync(path)
})

type Frame = [id: string, body: Buffer]
const latin = (id: string, text: string | Buffer): Frame => [
  id,
  Buffer.concat([Buffer.of(0), typeof text === 'string' ? Buffer.from(text, 'latin1') : text])
]
const utf8 = (id: string, text: string): Frame => [id, Buffer.from(`\x03${text}`)]

function id3(version: 3 | 4, frames: Frame[], size?: number): Buffer {
  const parts = frames.flatMap(([id, body]) => {
    const head = Buffer.alloc(10)
    head.write(id, 'latin1')
    head.writeUInt32BE(body.length, 4) // below 128 the same in both versions
    return [head, body]
  })
  const body = Buffer.concat(parts)
  const head = Buffer.from([0x49, 0x44, 0x33, version, 0, 0, 0, 0, 0, 0])
  const said = size ?? body.length
  head[8] = said >> 7
  head[9] = said & 0x7f
  return Buffer.concat([head, body])
}

let count = 0
function read(...parts: Buffer[]): Promise<FileFacts> {
  const path = join(folder, `file-${count++}.mp3`)
  writeFileSync(path, Buffer.concat(parts))
  return readTags(path)
}

function id3v1(texts: Record<3 | 33 | 63 | 93 | 97, Buffer | string>, genre = 255): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.write('TAG')
  for (const [at, text] of Object.entries(texts)) Buffer.from(text as string).copy(bytes, Number(at))
  bytes[127] = genre
  return bytes
}

describe('names', () => {
  it('with a slash stay whole in ID3v2.3', async () => {
    const tag = id3(3, [latin('TPE1', 'AC/DC'), latin('TPE2', 'K/DA'), latin('TIT2', 'Either/Or')])
    expect(await read(tag, mp3)).toMatchObject({
      title: 'Either/Or',
      artist: 'AC/DC',
      artists: [],
      albumArtist: 'K/DA'
    })
  })

  it('of several are all kept, and of several titles and albums the first', async () => {
    const tag = id3(4, [
      utf8('TPE1', 'Ann\0Bob'),
      utf8('TPE2', 'Band A\0Band B'),
      utf8('TIT2', 'One\0Two'),
      utf8('TALB', 'First\0Second')
    ])
    const several = {
      title: 'One',
      artist: 'Ann, Bob',
      artists: ['Ann', 'Bob'],
      album: 'First',
      albumArtists: ['Band A', 'Band B']
    }
    expect(await read(tag, mp3)).toMatchObject(several)
  })

  it('that a credit leaves out are known from the list beside it', async () => {
    const tag = id3(4, [utf8('TPE1', 'Ann feat. Bob'), utf8('TXXX', 'ARTISTS\0Ann\0Robert')])
    expect(await read(tag, mp3)).toMatchObject({ artist: 'Ann feat. Bob', artists: ['Ann', 'Robert'] })
  })
})

describe('gaps', () => {
  it('of ID3v2 are filled from ID3v1, and those of a first tag from a second', async () => {
    const old = id3v1({ 3: 'Old title', 33: 'Old artist', 63: 'Old album', 93: '1999', 97: 'Note' }, 17)
    const tag = id3(3, [latin('TIT2', 'New title')])
    const second = id3(3, [latin('TIT2', 'Hidden'), latin('TPE1', 'Second artist')])
    expect(await read(tag, mp3, old)).toMatchObject({
      title: 'New title',
      artist: 'Old artist',
      album: 'Old album',
      year: 1999,
      comment: 'Note',
      genres: ['Rock']
    })
    expect(await read(tag, second, mp3)).toMatchObject({ title: 'New title', artist: 'Second artist' })
  })

  it('of a tag that says it is shorter than it is hold no cut title', async () => {
    const facts = await read(id3(3, [latin('TIT2', 'A title that is cut off')], 20), mp3)
    expect(facts.title).toMatch(/^file-\d+$/)
  })
})

describe('texts that do not say how they are encoded', () => {
  it.each([
    ['UTF-8', Buffer.from('Björk – Кино'), 'Björk – Кино', 'utf-8'],
    ['Windows-1252', Buffer.from('Don\x92t \x93stop\x94 \x80', 'latin1'), 'Don’t “stop” €', 'windows-1252'],
    ['Latin-1', Buffer.from('Caf\xe9', 'latin1'), 'Café', 'windows-1252'],
    ['ASCII', Buffer.from('Cafe'), 'Cafe', '']
  ])('are read as %s where they are that', async (_, bytes, title, textRule) => {
    expect(await read(id3(3, [latin('TIT2', bytes)]), mp3)).toMatchObject({ title, textRule })
    const old = id3v1({ 3: bytes, 33: '', 63: '', 93: '', 97: '' })
    expect(await read(mp3, old)).toMatchObject({ title, textRule })
  })

  it('are UTF-8 only where all of the tag is', async () => {
    const tag = id3(3, [latin('TIT2', 'Ã© is typed'), latin('TPE1', 'Café')])
    expect(await read(tag, mp3)).toMatchObject({ title: 'Ã© is typed', artist: 'Café' })
  })

  it('are UTF-8 in ID3v1 though a character is cut', async () => {
    const long = Buffer.from('Группа крови на рукаве').subarray(0, 29)
    const facts = await read(mp3, id3v1({ 3: long, 33: '', 63: '', 93: '', 97: '' }))
    expect(facts).toMatchObject({ title: 'Группа крови на', textRule: 'utf-8' })
  })

  it('are read as told otherwise, and UTF-8 all the same', async () => {
    const path = join(folder, 'told.mp3')
    writeFileSync(path, Buffer.concat([id3(3, [latin('TIT2', Buffer.of(0xca, 0xe8, 0xed, 0xee))]), mp3]))
    const facts = await readTags(path, { charset: 'windows-1251' })
    expect(facts).toMatchObject({ title: 'Кино', textRule: 'windows-1251' })
    writeFileSync(path, Buffer.concat([id3(3, [latin('TIT2', Buffer.from('Björk'))]), mp3]))
    const other = await readTags(path, { charset: 'windows-1251' })
    expect(other).toMatchObject({ title: 'Björk', textRule: 'utf-8' })
  })
})

describe('other people’s fields', () => {
  it('in comments are not comments', async () => {
    const comment = (name: string, text: string): Frame => latin('COMM', `eng${name}\0${text}`)
    const frames = [comment('iTunNORM', ' 0000044E'), comment('', 'Real'), comment('ID3v1 Comment', 'Old')]
    expect((await read(id3(3, frames), mp3)).comment).toBe('Real')
    expect((await read(id3(3, [comment('Description', 'Named')]), mp3)).comment).toBe('Named')
    expect((await read(id3(3, [comment('iTunes_CDDB_1', '7+8')]), mp3)).comment).toBe('')
  })

  it.each([
    ['24.12.2001', 2001],
    ['(c) 1987', 1987],
    ['20011224', 2001],
    ['19991399', null]
  ])('date %s', async (text, year) => {
    expect((await read(id3(3, [latin('TYER', text)]), mp3)).year).toBe(year)
  })

  it('of 2.2 in a tag of 2.3 are read', async () => {
    const tag = id3(3, [latin('TT2\0', 'Old name'), latin('TP1\0', 'Somebody')])
    expect(await read(tag, mp3)).toMatchObject({ title: 'Old name', artist: 'Somebody' })
  })

  it('YEAR and DISC count in Vorbis comments', async () => {
    const path = encode(sound, 'flac', { tags: { YEAR: '2000', DISC: '4' } })
    expect(await readTags(path)).toMatchObject({ year: 2000, discNumber: 4 })
  })
})

it('what was written is what is shown, in Ogg FLAC and in ADTS', async () => {
  for (const [name, codec] of [
    ['flac.oga', ['-c:a', 'flac', '-f', 'ogg']],
    ['bare.aac', ['-c:a', 'aac']]
  ] as const) {
    const path = join(folder, name)
    runFfmpeg(['-i', sound, ...codec, path])
    writeFields(path, { genre: ['Jazz', 'Soul'], comment: ['Words'], key: ['Am'] })
    const { fields } = readFields(path)
    const { genres, comment, key } = await readTags(path)
    expect({ genres, comment, key }).toEqual({
      genres: fields.genre,
      comment: fields.comment[0],
      key: fields.key[0]
    })
    expect(genres).toEqual(['Jazz', 'Soul'])
  }
})

it('each of several artists is found by filter, rule and words', () => {
  const db = scratchDatabase()
  const { id: folderId } = folderStatements(db).add('/music', 0)
  const tracks = trackStatements(db)
  const add = (path: string, more: object): number =>
    tracks.insert(sampleTrack({ folderId, path: `/music/${path}`, ...more }), 0)
  const duet = add('duet', { artist: 'Ann Lee feat. Bob', artists: ['Ann Lee', 'Robert Doe'] })
  const band = add('band', { albumArtist: 'A, B', albumArtists: ['Alpha Trio', 'Beta'] })
  add('other', { artist: 'Cat' })
  const filtered = (value: string): number[] =>
    passingTracks(db, compileFilters([{ field: 'artist', values: [value], negative: false }]))
  const fitting = (field: 'artist' | 'albumArtist', value: string): number[] => {
    const rule = compileRule({ field, op: 'is', value }, 0)
    return [...fittingTracks(db, rule, [...tracks.ids('path', false)])]
  }
  expect(filtered('robert doe')).toEqual([duet])
  expect(filtered('ann lee')).toEqual([duet])
  expect(filtered('alpha trio')).toEqual([band])
  expect(fitting('artist', 'Robert Doe')).toEqual([duet])
  expect(fitting('albumArtist', 'Beta')).toEqual([band])
  const words = wordStatements(db)
  expect(words.ids('robert', 10)).toEqual([duet])
  expect(words.named('robert doe', 10)).toEqual([duet])
  tracks.update(duet, sampleTrack({ folderId, path: '/music/duet', artist: 'Ann Lee' }), 1)
  expect(words.ids('robert', 10)).toEqual([])
  expect(words.ids('ann', 10)).toEqual([duet])
})
