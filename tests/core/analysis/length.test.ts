import { readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyseTrack } from '../../../src-main/core/analysis/analyse-track.ts'
import { promisedSeconds } from '../../../src-main/core/analysis/promised.ts'
import { builtInDecoder } from '../../../src-main/core/audio/built-in.ts'
import { ffmpegDecoder } from '../../../src-main/core/audio/ffmpeg.ts'
import { measurementStatements } from '../../../src-main/core/database/statements/measurements.ts'
import { ownWriteStatements } from '../../../src-main/core/database/statements/own-writes.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { readTags } from '../../../src-main/core/scan/read-tags.ts'
import { runFfmpeg, writeWav } from '../../support/audio.ts'
import { scratchFolder } from '../../support/database.ts'
import { emptyLibrary } from '../scan/library.ts'

const ffmpeg = ffmpegDecoder('ffmpeg', 'ffmpeg')

/** What the scan says, what is heard, and whether sound is said to be missing. */
async function lengths(
  path: string,
  decoder = ffmpeg
): Promise<{ written: number | null; heard: number | null; cutOff: boolean }> {
  const { duration: written } = await readTags(path)
  const tools = { decoder, tower: null, measure: false, signal: new AbortController().signal }
  const expectedSeconds = promisedSeconds(path, written)
  const { seconds: heard, warnings } = await analyseTrack(path, { ...tools, expectedSeconds })
  return { written, heard, cutOff: warnings.some(({ code }) => code === 'cut-off') }
}

/** Quiet first, then loud, so that the first frames say little of the rest. */
function song(folder: string, seconds: number): string {
  const quiet = writeWav(join(folder, 'quiet.wav'), { seconds: seconds / 2, shape: 'silence' })
  const loud = writeWav(join(folder, 'loud.wav'), { seconds: seconds / 2, shape: 'noise' })
  const both = join(folder, 'song.wav')
  runFfmpeg(['-i', quiet, '-i', loud, '-filter_complex', 'concat=n=2:v=0:a=1', both])
  return both
}

test('a length that was only guessed is corrected without a complaint', async () => {
  const folder = scratchFolder()
  const wav = song(folder, 20)
  const to = (name: string, ...args: string[]): string => {
    runFfmpeg(['-i', wav, ...args, join(folder, name)])
    return join(folder, name)
  }
  const files = {
    adts: to('adts.aac', '-c:a', 'aac'),
    vbr: to('vbr.mp3', '-c:a', 'libmp3lame', '-q:a', '5', '-write_xing', '0'),
    piped: to('piped.wav')
  }
  // As ffmpeg leaves it in a pipe, where it cannot go back to fill in the sizes.
  const piped = readFileSync(files.piped)
  piped.writeUInt32LE(0xffffffff, 4)
  piped.writeUInt32LE(0xffffffff, piped.indexOf('data') + 4)
  writeFileSync(files.piped, piped)
  for (const path of Object.values(files)) {
    const { heard, cutOff } = await lengths(path)
    expect(heard).toBeCloseTo(20, 0)
    expect(cutOff).toBe(false)
  }
  expect((await lengths(files.vbr)).written).toBeGreaterThan(25)
  expect((await lengths(files.vbr, builtInDecoder())).cutOff).toBe(false)
})

test('Ogg that begins late or is a chain has the length of its sound', async () => {
  const folder = scratchFolder()
  const wav = writeWav(join(folder, 'tone.wav'), { seconds: 20, shape: 'chirp' })
  const whole = join(folder, 'whole.ogg')
  runFfmpeg(['-i', wav, '-c:a', 'libvorbis', whole])
  const late = join(folder, 'late.ogg')
  runFfmpeg(['-ss', '8', '-copyts', '-i', whole, '-c:a', 'copy', late])
  expect(await lengths(late)).toMatchObject({
    written: 20,
    heard: expect.closeTo(12.5, 0) as number,
    cutOff: false
  })
  expect((await lengths(late, builtInDecoder())).cutOff).toBe(false)

  const other = join(folder, 'other.ogg')
  runFfmpeg(['-i', wav, '-t', '3', '-c:a', 'libvorbis', other])
  const chain = join(folder, 'chain.ogg')
  writeFileSync(chain, Buffer.concat([readFileSync(whole), readFileSync(other)]))
  expect(await lengths(chain)).toMatchObject({ heard: expect.closeTo(23, 0) as number, cutOff: false })
})

test('sound that is missing is said to be, and the length is what is there', async () => {
  const folder = scratchFolder()
  const wav = song(folder, 20)
  const cases = {
    'cut.flac': ['-c:a', 'flac'],
    'cut.mp3': ['-c:a', 'libmp3lame', '-q:a', '5'],
    'cut.wv': ['-c:a', 'wavpack']
  }
  for (const [name, args] of Object.entries(cases)) {
    const path = join(folder, name)
    runFfmpeg(['-i', wav, ...args, path])
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 2)))
    const { written, heard, cutOff } = await lengths(path)
    expect(written).toBeCloseTo(20, 0)
    expect(heard).toBeLessThan(17)
    expect(cutOff).toBe(true)
  }
})

test('a VBRI header is a promise', () => {
  const folder = scratchFolder()
  const path = join(folder, 'vbri.mp3')
  // Layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame.
  const frame = Buffer.alloc(417)
  frame.writeUInt32BE(0xfffb9000)
  const first = Buffer.from(frame)
  first.write('VBRI', 36, 'latin1')
  first.writeUInt32BE(1000, 50)
  writeFileSync(path, Buffer.concat([first, ...Array.from({ length: 20 }, () => frame)]))
  expect(promisedSeconds(path, 3)).toBeCloseTo((1000 * 1152) / 44_100, 3)
  writeFileSync(path, Buffer.concat(Array.from({ length: 20 }, () => frame)))
  expect(promisedSeconds(path, 3)).toBeNull()
})

test('what was heard outlives rescans, moves and tags of our own, and no other sound', async () => {
  const library = emptyLibrary()
  const path = join(library.music, 'a.wav')
  writeWav(path, { seconds: 3 })
  await library.scan()
  const tracks = trackStatements(library.db)
  const [track] = library.tracks()
  const { id, contentId } = track!
  const measurements = measurementStatements(library.db)
  const nothing = { bpm: null, bpmConfidence: 0, bpmOther: null, key: null, keyConfidence: 0, loudness: null }
  const measured = { ...nothing, loudnessRange: null, truePeak: null }
  measurements.put({ trackId: id, contentId, method: 1, seconds: null, ...measured }, 1)
  measurements.setLength(id, contentId, 7)
  const known = (): { duration: number | null; writtenDuration: number | null } => tracks.byId(id)!
  expect(known()).toMatchObject({ duration: 7, writtenDuration: 3 })

  // Another time: the file is read again.
  utimesSync(path, 1_600_000_000, 1_600_000_000)
  await library.scan()
  expect(known()).toMatchObject({ duration: 7, writtenDuration: 3 })
  const moved = join(library.music, 'b.wav')
  renameSync(path, moved)
  await library.scan()
  expect(known()).toMatchObject({ path: moved, duration: 7, writtenDuration: 3 })

  // Tags of our own change the content, not the sound.
  const before = { size: track!.size, mtime: track!.mtime, contentId }
  writeWav(moved, { seconds: 3, hz: 500 })
  const facts = await readTags(moved)
  ownWriteStatements(library.db).sameAudio({ id, path: moved }, before, facts)
  await library.scan()
  expect(known()).toMatchObject({ duration: 7, writtenDuration: 3 })

  writeWav(moved, { seconds: 4 })
  await library.scan()
  expect(known()).toMatchObject({ duration: 4, writtenDuration: 4 })
})
