import type { Readable } from 'node:stream'
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
  let held: Buffer = Buffer.alloc(0)
  let broken = false
  stream.on('error', () => null)
  stream.on('data', (chunk: Buffer) => {
    if (broken) return
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
    if (meter === null) {
      const header = readHeader(held)
      if (header === null) {
        broken = held.length > longestHeader
        return
      }
      meter = new LoudnessMeter(header.sampleRate, header.channels)
      frameBytes = header.channels * 4
      held = held.subarray(header.bytes)
    }
    const whole = held.length - (held.length % frameBytes)
    // A copy: a view of floats has to start at a multiple of four.
    if (whole > 0) meter.push(new Float32Array(new Uint8Array(held.subarray(0, whole)).buffer))
    held = Buffer.from(held.subarray(whole))
  })
  return () => meter?.end() ?? null
}

/** Null until the header is complete. */
function readHeader(bytes: Buffer): { sampleRate: number; channels: number; bytes: number } | null {
  let form: { sampleRate: number; channels: number } | null = null
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4)
    if (name === 'data') return form && { ...form, bytes: at + 8 }
    const size = bytes.readUInt32LE(at + 4)
    if (name === 'fmt ' && at + 16 <= bytes.length) {
      form = { channels: bytes.readUInt16LE(at + 10), sampleRate: bytes.readUInt32LE(at + 12) }
    }
    at += 8 + size + (size & 1)
  }
  return null
}
