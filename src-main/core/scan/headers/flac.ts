import type { AudioFile } from '../audio-file.ts'
import type { Part } from '../parse.ts'
import type { HeaderFacts } from './facts.ts'

const infoLength = 34
/** More blocks than stand before the sound anywhere. */
const mostBlocks = 200
/** The other reader counts with 32 bits; half a day at 44.1 kHz is less. */
const mostSamples = 2 ** 31

/** Null for a file without a length, or whose blocks are not in order: those are for the other reader. */
export function flacFacts(file: AudioFile, { from, end }: Part): HeaderFacts | null {
  let at = from + 4
  let info: Buffer | null = null
  for (let blocks = 0; blocks < mostBlocks; blocks++) {
    const head = file.bytes(at, 4)
    if (head.length < 4) return null
    const length = head.readUIntBE(1, 3)
    if ((head[0]! & 0x7f) === 0) {
      if (length !== infoLength || info !== null) return null
      info = file.bytes(at + 4, infoLength)
    }
    at += 4 + length
    if (at > end) return null
    if ((head[0]! & 0x80) !== 0) return info === null ? null : factsIn(info, end - at)
  }
  return null
}

function factsIn(info: Buffer, sound: number): HeaderFacts | null {
  const sampleRate = info.readUIntBE(10, 3) >> 4
  const samples = (info[13]! & 15) * 2 ** 32 + info.readUInt32BE(14)
  if (sampleRate === 0 || samples === 0 || samples >= mostSamples) return null
  const duration = samples / sampleRate
  const channels = ((info[12]! >> 1) & 7) + 1
  return { codec: 'FLAC', sampleRate, channels, duration, bitrate: (8 * sound) / duration, alone: true }
}
