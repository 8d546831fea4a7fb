import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { afterAll, describe, expect, it, test } from 'vitest'
import { builtInDecoder } from '../../../src-main/core/audio/built-in.ts'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import type { Format } from '../../../src-main/core/formats/format.ts'
import { isAudioName } from '../../../src-main/core/formats/names.ts'
import { playbackOf } from '../../../src-main/core/formats/playback.ts'
import { sniff } from '../../../src-main/core/formats/sniff.ts'
import {
  allFormats,
  formats,
  type FormatId,
  type TagWriterKey
} from '../../../src-main/core/formats/table.ts'
import { readTags } from '../../../src-main/core/scan/read-tags.ts'
import { readsTexts } from '../../../src-main/core/tags/read-texts.ts'
import { readFields } from '../../../src-main/core/tags/index.ts'
import { bestCorrelation, decodeAll } from '../audio/signals.ts'
import { makeSamples } from './samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-formats-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const samples = makeSamples(folder)
const whole = samples.filter(sample => sample.whole)
const builtIn = builtInDecoder()
const { decoder: ffmpeg } = await findDecoder()

const sniffBytes = (bytes: Buffer): ReturnType<typeof sniff> =>
  sniff((at, length) => bytes.subarray(at, at + length))
const id3 = (length: number): Buffer => {
  const tag = Buffer.alloc(length)
  tag.write('ID3\x04', 'latin1')
  for (let i = 0; i < 4; i++) tag[6 + i] = ((length - 10) >> (21 - 7 * i)) & 0x7f
  return tag
}

test('there is a sample of every format, of one name each', () => {
  expect(samples.map(({ id }) => id).sort()).toEqual(Object.keys(formats).sort())
  const names = allFormats.map(([, { name }]) => name)
  expect(new Set(names).size).toBe(names.length)
})

describe.each(samples)('$id', ({ id, path, whole }) => {
  const format: Format = formats[id]
  const bytes = readFileSync(path)

  it('is told by its first bytes', () => {
    expect(sniffBytes(bytes)).toEqual({ format: id, offset: 0 })
  })

  it('and behind ID3 tags, however long', () => {
    for (const tag of [id3(200), id3(65_000), id3(300_000), Buffer.concat([id3(70_000), id3(40)])]) {
      expect(sniffBytes(Buffer.concat([tag, bytes]))).toEqual({ format: id, offset: tag.length })
    }
  })

  it('is found by its endings, and played by them where nothing else is known', () => {
    for (const ending of format.endings) {
      expect(isAudioName(`song.${ending}`)).toBe(true)
      expect(playbackOf(`song.${ending}`, '', '').type).toBe(format.type)
    }
  })

  it.runIf(whole)('is played as its tag reader words it', async () => {
    const { container, codec, lossless, failure } = await readTags(path)
    const known = format.codecs.find(({ worded }) => worded.test(codec.toLowerCase()))
    expect(playbackOf('song', container, codec)).toEqual({
      type: format.type,
      playable: known?.playable ?? format.playable
    })
    if (format.tagReader === null) return
    expect(failure).toBeNull()
    expect(format.worded.test(`${container} ${codec}`.toLowerCase())).toBe(true)
    expect(known, `${codec} is not among its codecs`).toBeDefined()
    if (known!.lossless !== 'either') expect(lossless).toBe(known!.lossless)
  })

  it.runIf(whole)('is decoded by what the table says', async () => {
    const theirs = await decodeAll(ffmpeg, path)
    expect(theirs.report.seconds).toBeGreaterThan(1.9)
    if (format.decoder === null) {
      const refusal = {
        code: 'unsupported-format',
        message: expect.stringContaining(`is ${format.name}, `) as string
      }
      await expect(decodeAll(builtIn, path)).rejects.toMatchObject(refusal)
    } else {
      const ours = await decodeAll(builtIn, path)
      expect(bestCorrelation(theirs.pcm, ours.pcm, 1200)).toBeGreaterThan(0.999)
    }
  })

  it.runIf(whole)('has tags that are written, or refused by name', () => {
    if (format.tagWriter !== null) expect(readFields(path).container).toBe(id)
    else {
      const message = `it is ${format.name}, whose tags Earshot does not write`
      expect(() => readFields(path)).toThrow(message)
    }
  })
})

it.each(whole)('$id by a wrong name is read as what it is', async ({ id, path }) => {
  const format: Format = formats[id]
  if (format.tagReader === null) return
  const wrong = join(folder, `wrong-${id}${extname(path) === '.mp3' ? '.flac' : '.mp3'}`)
  writeFileSync(wrong, readFileSync(path))
  expect(await readTags(wrong)).toMatchObject({ failure: null, container: (await readTags(path)).container })
})

/** What a person calls what stands at the end of a tag writer's key. */
const tagNames = {
  mpeg: 'ID3v2',
  flac: 'Vorbis comments',
  'ogg-vorbis': 'Vorbis comments',
  'ogg-opus': 'Vorbis comments',
  'ogg-flac': 'Vorbis comments',
  mp4: 'MP4',
  wav: 'ID3v2 in a chunk',
  aiff: 'ID3v2 in a chunk',
  ape: 'APEv2'
} satisfies Record<TagWriterKey, string>

test('docs/tag-formats.md has the same table', () => {
  const page = readFileSync(new URL('../../../docs/tag-formats.md', import.meta.url), 'utf8')
  const rows = page
    .slice(page.indexOf('## Formats'))
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim())
    )
  expect(rows).toEqual(
    allFormats.map(([id, format]) => rowOf(id, format)).sort(([a], [b]) => a!.localeCompare(b!, 'en'))
  )
})

function rowOf(id: FormatId, format: Format): string[] {
  const { name, endings, tagReader, tagWriter, decoder, playable, codecs } = format
  const decodedBy = format.undecodable === true ? 'nothing' : decoder === null ? 'ffmpeg' : 'built in'
  const told = codecs.filter(one => one.playable !== undefined && one.playable !== playable)
  const played = playable ? 'yes' : 'as a copy'
  return [
    name,
    endings.map(ending => `.${ending}`).join(' ') || '—',
    tagReader === null && !readsTexts(id) ? 'no' : 'yes',
    tagWriter === null ? 'no' : tagNames[tagWriter as TagWriterKey],
    decodedBy,
    told.length === 0
      ? played
      : `${played}, ${told.map(one => one.name).join(' and ')} ${playable ? 'as a copy' : 'as they are'}`,
    losslessOf(codecs)
  ]
}

function losslessOf(codecs: Format['codecs']): string {
  if (codecs.every(({ lossless }) => lossless === true)) return codecs.length === 0 ? '—' : 'yes'
  if (codecs.every(({ lossless }) => lossless === false)) return 'no'
  const sure = codecs.filter(({ lossless }) => lossless === true).map(({ name }) => name)
  if (sure.length === 0) return 'either'
  return codecs.some(({ lossless }) => lossless === 'either')
    ? `${sure.join(', ')} and others`
    : sure.join(', ')
}
