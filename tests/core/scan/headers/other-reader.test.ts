import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sniff } from '../../../../src-main/core/formats/sniff.ts'
import { formats } from '../../../../src-main/core/formats/table.ts'
import { AudioFile } from '../../../../src-main/core/scan/audio-file.ts'
import { headerFacts } from '../../../../src-main/core/scan/headers/index.ts'
import { parse } from '../../../../src-main/core/scan/parse.ts'
import { soundOf } from '../../../../src-main/core/scan/read-tags.ts'
import { readTexts } from '../../../../src-main/core/tags/read-texts.ts'
import { runFfmpeg, writeWav } from '../../../support/audio.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-headers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Endings with what ffmpeg is told. A long one says its length elsewhere than a short one. */
const kinds: Record<string, [ending: string, ...args: string[]]> = {
  'MP3 of one bitrate': ['mp3', '-b:a', '192k'],
  'MP3 of several bitrates': ['mp3', '-q:a', '3'],
  'MP3 without a head': ['mp3', '-q:a', '5', '-write_xing', '0'],
  'MP3 of one bitrate without a head': ['mp3', '-b:a', '128k', '-write_xing', '0'],
  'MP3 of MPEG 2': ['mp3', '-ar', '22050', '-ac', '1'],
  'MP3 of MPEG 2.5': ['mp3', '-ar', '8000', '-ac', '1'],
  'MP3 with a tag behind it': ['mp3', '-write_id3v1', '1', '-id3v2_version', '3'],
  FLAC: ['flac'],
  'FLAC of 24 bits': ['flac', '-sample_fmt', 's32', '-ar', '96000'],
  Vorbis: ['ogg', '-c:a', 'libvorbis', '-q:a', '6'],
  Opus: ['opus', '-c:a', 'libopus', '-b:a', '160k'],
  AAC: ['m4a', '-c:a', 'aac'],
  'AAC whose table comes first': ['m4a', '-c:a', 'aac', '-movflags', '+faststart'],
  ALAC: ['m4a', '-c:a', 'alac']
}

let sounds: { short: string; long: string }
beforeAll(() => {
  const sound = (name: string, seconds: number): string =>
    writeWav(join(folder, name), { seconds, sampleRate: 44_100, channels: 2, shape: 'chirp' })
  sounds = { short: sound('short.wav', 0.3), long: sound('long.wav', 20) }
})

function made(name: string, [ending, ...args]: readonly string[], long: boolean): string {
  const path = join(folder, `${name}.${ending}`)
  const tags = ['-metadata', 'title=A title', '-metadata', 'artist=Somebody']
  runFfmpeg(['-i', long ? sounds.long : sounds.short, ...tags, ...args, path])
  return path
}

/** What our own code and the other reader say; null where ours says nothing, or the other one gives up. */
async function both(path: string): Promise<{ ours: unknown; other: unknown }> {
  const file = new AudioFile(path)
  try {
    const found = sniff((at, length) => file.bytes(at, length))
    if (found === null || found.format === null) return { ours: null, other: null }
    const format = formats[found.format]
    const source = { size: file.size, read: (target: Uint8Array, at: number) => file.read(target, at) }
    const own = readTexts(path, source, found, 'windows-1252')
    if (own === null) return { ours: null, other: null }
    const part = { from: found.offset, end: own.end }
    const facts = headerFacts(file, found, part)
    const parsed = await parse(file, path, format, part)
    return {
      ours: facts?.alone === true ? soundOf({ metadata: null, problem: null }, facts, format) : null,
      other: parsed.metadata === null ? null : soundOf(parsed, null, format)
    }
  } finally {
    file.close()
  }
}

/** The same numbers each time. */
function numbers(): (below: number) => number {
  let seed = 1
  return below => {
    seed = (seed * 48_271) % 0x7fffffff
    return seed % below
  }
}

/** A few bytes are others, most near the beginning; some are cut off, or have some more in between. */
function damaged(bytes: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  const reach = random(3) > 0 ? Math.min(copy.length, 1500) : copy.length
  for (let count = 1 + random(4); count > 0; count--) copy[random(reach)] = [0, 255, random(256)][random(3)]!
  if (random(7) === 0) return copy.subarray(0, random(copy.length))
  if (random(10) > 0) return copy
  const at = random(reach)
  return Buffer.concat([copy.subarray(0, at), Buffer.alloc(random(20), 255), copy.subarray(at)])
}

describe.each(Object.entries(kinds))('%s', (name, kind) => {
  it.each([false, true])('is read as the other reader reads it (long: %s)', async long => {
    const { ours, other } = await both(made(`${name} ${long}`, kind, long))
    expect(ours).not.toBeNull()
    expect(ours).toEqual(other)
  })

  it('that is damaged is read in the same way, or by the other reader', async () => {
    const bytes = readFileSync(made(name, kind, false))
    const random = numbers()
    const path = join(folder, `${name} damaged.${kind[0]}`)
    let compared = 0
    for (let round = 0; round < 60; round++) {
      const copy = damaged(bytes, random)
      writeFileSync(path, copy)
      const { ours, other } = await both(path)
      if (ours === null || other === null) continue
      compared++
      expect(ours, copy.toString('base64')).toEqual(other)
    }
    expect(compared).toBeGreaterThan(5)
  })
})
