import type { Readable } from 'node:stream'
import { readWavHeader } from '../wav-header.ts'
import { LoudnessMeter } from './loudness.ts'
import type { Loudness } from './loudness.ts'

const longestHeader = 4096

/**
 * Measures what comes down a pipe as WAV with 32-bit float samples: its header says at what rate and with how many
 * channels. It takes everything as it comes, so that the writer never waits for it. Gives null when nothing usable
 * came; never throws.
 */
export function loudnessOf(stream: Readable): () => Loudness | null {
  let meter: LoudnessMeter | null = null
  let frameBytes = 0
  // What came and was not measured yet stands at its beginning, where floats can be read.
  let bytes = new Uint8Array(256 * 1024)
  let held = 0
  let broken = false
  stream.on('error', () => null)
  stream.on('data', (chunk: Buffer) => {
    if (broken) return
    if (held + chunk.length > bytes.length) {
      const larger = new Uint8Array(2 * (held + chunk.length))
      larger.set(bytes.subarray(0, held))
      bytes = larger
    }
    bytes.set(chunk, held)
    held += chunk.length
    if (meter === null) {
      const header = readWavHeader(Buffer.from(bytes.buffer, 0, held))
      if (header === null) {
        broken = held > longestHeader
        return
      }
      meter = new LoudnessMeter(header.sampleRate, header.channels)
      frameBytes = header.channels * 4
      bytes.copyWithin(0, header.bytes, held)
      held -= header.bytes
    }
    const whole = held - (held % frameBytes)
    meter.push(new Float32Array(bytes.buffer, 0, whole / 4))
    bytes.copyWithin(0, whole, held)
    held -= whole
  })
  return () => meter?.end() ?? null
}
