import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { leftOutStatements } from '../../../src-main/core/database/statements/left-out.ts'
import { passageStatements } from '../../../src-main/core/database/statements/passages.ts'
import { parseSheet, sheetText } from '../../../src-main/core/scan/cue-sheet.ts'
import { WordSearch } from '../../../src-main/core/search/words/word-search.ts'
import { runFfmpeg, writeWav } from '../../support/audio.ts'
import { emptyLibrary, type Library } from './library.ts'

const sheet = `REM GENRE Rock
PERFORMER "The Band"
TITLE "A concert"
FILE "concert.wav" WAVE
  TRACK 01 AUDIO
    TITLE "Öffnung"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Second one"
    PERFORMER "A guest"
    INDEX 00 00:01:70
    INDEX 01 00:02:00
  TRACK 03 AUDIO
    INDEX 01 00:04:37
`
const expected = [
  { title: 'Öffnung', artist: 'The Band', start: 0, end: 2 },
  { title: 'Second one', artist: 'A guest', start: 2, end: 4 + 37 / 75 },
  { title: '', artist: 'The Band', start: 4 + 37 / 75, end: null }
]

describe('a cue sheet', () => {
  it('has passages from INDEX 01 to INDEX 01', () => {
    expect(parseSheet(sheet)).toEqual([{ name: 'concert.wav', passages: expected }])
    expect(parseSheet(sheet.replaceAll('\n', '\r'))).toEqual(parseSheet(sheet))
  })

  it.each([
    ['UTF-8', Buffer.from(sheet)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${sheet}`)],
    ['Windows-1252', Buffer.from(sheet, 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${sheet}`, 'utf16le')],
    ['UTF-16, the other way', Buffer.from(`\uFEFF${sheet}`, 'utf16le').swap16()]
  ])('in %s', (_, bytes) => expect(parseSheet(sheetText(bytes))[0]!.passages[0]!.title).toBe('Öffnung'))

  it('of several files has passages of each; a gap may stand in the file before', () => {
    const several = `FILE "a.wav" WAVE
TRACK 01 AUDIO
INDEX 01 00:00:00
TRACK 02 AUDIO
INDEX 01 01:00:00
TRACK 03 AUDIO
INDEX 00 02:00:00
FILE b.wav WAVE
INDEX 01 00:00:00
TRACK 04 AUDIO
INDEX 00 03:00:00`
    expect(
      parseSheet(several).map(({ name, passages }) => [name, ...passages.map(({ start }) => start)])
    ).toEqual([
      ['a.wav', 0, 60],
      ['b.wav', 0, 180]
    ])
  })

  it.each([
    ['nothing', ''],
    ['words', 'This is not a cue sheet.\n'.repeat(1000)],
    ['tracks of no file', 'TRACK 01 AUDIO\nINDEX 01 00:00:00'],
    ['data tracks', 'FILE "a.bin" BINARY\nTRACK 01 MODE1/2352\nINDEX 01 00:00:00'],
    ['no times', 'FILE "a.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 99:99:99\nINDEX 01 x\nINDEX 01 00:00:80']
  ])('%s: no passages, no harm', (_, text) => {
    expect(parseSheet(text).flatMap(({ passages }) => passages)).toEqual([])
  })

  it('that goes back in time, or is hostile, is taken as far as it makes sense', () => {
    const track = (at: string): string => `TRACK 01 AUDIO\nINDEX 01 ${at}\n`
    const [back] = parseSheet(
      `FILE "a.wav" WAVE\n${track('01:00:00')}${track('00:30:00')}${track('02:00:00')}`
    )
    expect(back!.passages.map(({ start }) => start)).toEqual([60, 120])
    // Work that grows with the square of the length would run into the limit of the test.
    const many = Array.from({ length: 200_000 }, (_, i) => track(`${i}:00:00`)).join('')
    expect(parseSheet(`FILE "a.wav" WAVE\n${many}`)[0]!.passages).toHaveLength(999)
    parseSheet(`FILE ${'"'.repeat(2_000_000)}\nTITLE ${' '.repeat(2_000_000)}`)
  })
})

describe('beside music', () => {
  const concert = (library: Library, name = 'concert.wav'): string =>
    writeWav(join(library.music, name), { seconds: 6, sampleRate: 8000, channels: 1 })
  const passages = ({ db, tracks }: Library, title = 'concert'): unknown =>
    passageStatements(db).ofTrack(tracks().find(track => track.title === title)!.id)

  it('its tracks are passages of the file, found by their names, and follow the sheet', async () => {
    const library = emptyLibrary()
    const { music, db, scan } = library
    concert(library)
    await scan()
    expect(passages(library)).toEqual([])
    // The file is not touched when a sheet comes.
    writeFileSync(join(music, 'concert.cue'), sheet)
    expect(await scan()).toMatchObject({ done: 0, failed: 0 })
    expect(passages(library)).toEqual(expected)
    const [{ id } = { id: 0 }] = library.tracks()
    const found = (text: string): unknown => new WordSearch(db).match(text, []).get(id)
    expect(found('second one')).toMatchObject({ kind: 'exact', passage: { start: 2 } })
    expect(found('guest second')).toMatchObject({ kind: 'all', passage: { start: 2 } })
    expect(found('öffnung')).toMatchObject({ kind: 'exact', passage: { start: 0, end: 2 } })
    expect(found('nowhere')).toBeUndefined()
    expect(leftOutStatements(db).all()).toEqual([])
    writeFileSync(join(music, 'concert.cue'), sheet.replace('Second one', 'Another name'))
    await scan()
    expect(found('another name')).toMatchObject({ kind: 'exact' })
    expect(found('second one')).toBeUndefined()
    rmSync(join(music, 'concert.cue'))
    await scan()
    expect(passages(library)).toEqual([])
    expect(found('another name')).toBeUndefined()
  })

  it('is read in the character set that old texts are in', async () => {
    const library = emptyLibrary({ charset: () => 'windows-1251' })
    concert(library)
    const old = Buffer.from(sheet.replace('Second one', '\xc3\xf0\xf3\xef\xef\xe0'), 'latin1')
    writeFileSync(join(library.music, 'concert.cue'), old)
    await library.scan()
    expect(passages(library)).toMatchObject([{}, { title: 'Группа' }, {}])
  })

  it('is found whatever the ending of the file is now, its case, or by the name of the sheet', async () => {
    const library = emptyLibrary()
    const { music, scan } = library
    const wav = concert(library)
    runFfmpeg(['-i', wav, join(music, 'Concert.flac')])
    rmSync(wav)
    writeFileSync(join(music, 'some.cue'), sheet)
    await scan()
    expect(passages(library, 'Concert')).toHaveLength(3)
    renameSync(join(music, 'Concert.flac'), join(music, 'some.flac'))
    await scan()
    expect(passages(library, 'some')).toHaveLength(3)
  })

  it('without its file, or junk, or too long, is passed by and told', async () => {
    const library = emptyLibrary()
    const { music, db, scan, failures } = library
    concert(library, 'other.wav')
    writeFileSync(join(music, 'lost.cue'), sheet)
    writeFileSync(join(music, 'junk.cue'), Buffer.from([0, 255, 1, 254, 10, 13]))
    writeFileSync(join(music, 'huge.cue'), sheet.padEnd(2_000_000, '\n'))
    writeFileSync(join(music, 'single.cue'), 'FILE "other.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00')
    await scan()
    expect(
      leftOutStatements(db)
        .all()
        .map(({ reason, count }) => [reason, count])
    ).toEqual([
      ['sheet-without-file', 1],
      ['no-sheet', 2]
    ])
    expect(failures()).toEqual([])
    expect(passages(library, 'other')).toEqual([])
  })

  it('in the tags of a file counts where there is none beside it; what begins behind the end does not', async () => {
    const library = emptyLibrary()
    const { music, scan } = library
    const wav = concert(library, 'a.wav')
    mkdirSync(join(music, 'in'))
    runFfmpeg(['-i', wav, '-metadata', `CUESHEET=${sheet}`, join(music, 'in', 'b.flac')])
    runFfmpeg(['-i', wav, '-metadata', `Cuesheet=${sheet}`, join(music, 'in', 'c.wv')])
    await scan()
    expect(passages(library, 'b')).toEqual(expected)
    expect(passages(library, 'c')).toEqual(expected)
    writeFileSync(
      join(music, 'in', 'b.cue'),
      sheet.replace('concert.wav', 'b.flac').replace('00:04:37', '99:00:00')
    )
    await scan()
    expect(passages(library, 'b')).toMatchObject([{ start: 0 }, { start: 2 }])
    rmSync(join(music, 'in', 'b.cue'))
    await scan()
    expect(passages(library, 'b')).toEqual(expected)
  })
})
