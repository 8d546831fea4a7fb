import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/** Small real audio for tests. Everything is deterministic: the same arguments give the same bytes. */

export interface Sound {
  seconds: number
  /** Pitch of the tone; each further channel is a fifth higher. Default 440. */
  hz?: number
  /** Default 44,100. */
  sampleRate?: number
  /** Default 2. */
  channels?: number
  /** 0..1, default 0.5. */
  amplitude?: number
  /** `chirp` glides over six octaves, so that no two moments are alike. Default `tone`. */
  shape?: 'tone' | 'chirp' | 'noise' | 'silence'
  /** Bits a sample; 32 is float. Default 16. */
  bits?: 8 | 16 | 24 | 32
  /** Seed of the noise. */
  seed?: number
}

/** Samples of one channel in -1..1. */
export function samplesOf(sound: Sound, channel = 0): Float32Array {
  const { seconds, hz = 440, sampleRate = 44_100, amplitude = 0.5, shape = 'tone', seed = 1 } = sound
  const samples = new Float32Array(Math.round(seconds * sampleRate))
  if (shape === 'silence') return samples
  const pitch = hz * 1.5 ** channel
  let state = (seed + channel * 7919) >>> 0 || 1
  let phase = 0
  for (let i = 0; i < samples.length; i++) {
    if (shape === 'noise') {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      samples[i] = amplitude * (state / 2 ** 31 - 1)
      continue
    }
    const now = shape === 'chirp' ? 110 * 2 ** ((6 * i) / samples.length) * 1.5 ** channel : pitch
    phase += (2 * Math.PI * now) / sampleRate
    samples[i] = amplitude * Math.sin(phase)
  }
  return samples
}

/** Writes a WAV file and returns its path. */
export function writeWav(path: string | Buffer, sound: Sound): string {
  const { sampleRate = 44_100, channels = 2, bits = 16 } = sound
  const planes = Array.from({ length: channels }, (_, channel) => samplesOf(sound, channel))
  const frames = planes[0]?.length ?? 0
  const bytes = Buffer.alloc(44 + frames * channels * (bits / 8))
  writeHeader(bytes, { sampleRate, channels, bits })
  let at = 44
  for (let i = 0; i < frames; i++) {
    for (const plane of planes) at = writeSample(bytes, at, plane[i]!, bits)
  }
  writeFileSync(path, bytes)
  return typeof path === 'string' ? path : path.toString('latin1')
}

function writeHeader(bytes: Buffer, form: { sampleRate: number; channels: number; bits: number }): void {
  const frame = (form.channels * form.bits) / 8
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(form.bits === 32 ? 3 : 1, 20)
  bytes.writeUInt16LE(form.channels, 22)
  bytes.writeUInt32LE(form.sampleRate, 24)
  bytes.writeUInt32LE(form.sampleRate * frame, 28)
  bytes.writeUInt16LE(frame, 32)
  bytes.writeUInt16LE(form.bits, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(bytes.length - 44, 40)
}

function writeSample(bytes: Buffer, at: number, sample: number, bits: 8 | 16 | 24 | 32): number {
  if (bits === 8) return bytes.writeUInt8(Math.round(127.5 + 127.5 * sample), at)
  if (bits === 16) return bytes.writeInt16LE(Math.round(32_767 * sample), at)
  if (bits === 24) return bytes.writeIntLE(Math.round(8_388_607 * sample), at, 3)
  return bytes.writeFloatLE(sample, at)
}

export const codecs = {
  mp3: ['-c:a', 'libmp3lame', '-b:a', '192k'],
  flac: ['-c:a', 'flac'],
  m4a: ['-c:a', 'aac', '-b:a', '192k'],
  alac: ['-c:a', 'alac'],
  ogg: ['-c:a', 'libvorbis', '-q:a', '6'],
  opus: ['-c:a', 'libopus', '-b:a', '160k'],
  oga: ['-c:a', 'flac'],
  wav: ['-c:a', 'pcm_s16le'],
  aiff: ['-c:a', 'pcm_s16be'],
  wma: ['-c:a', 'wmav2'],
  wv: ['-c:a', 'wavpack'],
  aac: ['-c:a', 'aac'],
  mka: ['-c:a', 'libvorbis']
} satisfies Record<string, string[]>

export type Format = keyof typeof codecs

/**
 * Encodes a WAV file with the system's ffmpeg beside it (`song.wav` gives `song.mp3`; ALAC ends in `.alac.m4a`)
 * and returns the path. `tags` are written as metadata: `title`, `artist`, `album`, `date`, `genre`, `comment`…
 */
export function encode(wav: string, format: Format, options: { to?: string; tags?: Tags } = {}): string {
  const to = options.to ?? wav.replace(/\.wav$/, format === 'alac' ? '.alac.m4a' : `.${format}`)
  const tags = Object.entries(options.tags ?? {}).flatMap(([name, value]) => [
    '-metadata',
    `${name}=${value}`
  ])
  const id3 = format === 'aiff' ? ['-write_id3v2', '1'] : []
  runFfmpeg(['-i', `file:${wav}`, '-map_metadata', '-1', ...tags, ...codecs[format], ...id3, `file:${to}`])
  return to
}

/** The same in several formats at once, each to a path of its own: one program is started for all of them. */
export function encodeAll(wav: string, wanted: { format: Format; to: string }[]): void {
  const outputs = wanted.flatMap(({ format, to }) => ['-map_metadata', '-1', ...codecs[format], `file:${to}`])
  runFfmpeg(['-i', `file:${wav}`, ...outputs])
}

export type Tags = Record<string, string>

/** Runs the system's ffmpeg; throws with what it said when it fails. */
export function runFfmpeg(args: string[]): void {
  const run = spawnSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], { encoding: 'utf8' })
  if (run.error) throw new Error('The tests need ffmpeg on the PATH.', { cause: run.error })
  if (run.status !== 0) throw new Error(`ffmpeg ${args.join(' ')}: ${run.stderr}`)
}
