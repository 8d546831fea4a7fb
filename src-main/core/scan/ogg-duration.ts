import type { AudioFile } from './audio-file.ts'

const mark = Buffer.from('OggS')
/** Opus always counts at this rate, whatever the sound was recorded at. */
const opusRate = 48_000

/**
 * Length of an Ogg file in seconds, from the sample count in its last page; null where that cannot be told. A tag
 * reader would go through every page for it.
 */
export function oggDuration(file: AudioFile, codec: string, sampleRate: number | undefined): number | null {
  const rate = codec.startsWith('Opus') ? opusRate : sampleRate
  const head = file.bytes(0, 64)
  if (rate === undefined || head.length < 18 || head.indexOf(mark) !== 0) return null
  const serial = head.readUInt32LE(14)
  const tail = file.bytes(Math.max(0, file.size - 65_536), 65_536)
  for (let at = tail.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(mark, at - 1)) {
    if (at + 18 > tail.length || tail.readUInt32LE(at + 14) !== serial) continue
    const samples = tail.readBigInt64LE(at + 6)
    if (samples > 0n) return Number(samples) / rate
  }
  return null
}
