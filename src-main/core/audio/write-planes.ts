import { open } from 'node:fs/promises'
import { fileError, type Refused } from '../files/errors.ts'
import type { Planes } from './built-in-streams.ts'

const headerBytes = 44

/**
 * Writes planes to a 16-bit WAV file with the rate and the channels of the first ones; later ones that have others
 * (a chained stream) are left out. Throws what the planes throw, `disk-full` and `read-only`.
 */
export async function writePlanes(
  planes: AsyncIterable<Planes>,
  to: string,
  mostSeconds: number
): Promise<void> {
  const file = await open(to, 'w').catch(refuse)
  let form: { channels: number; sampleRate: number } | null = null
  let bytes = 0
  try {
    for await (const { channelData, sampleRate } of planes) {
      form ??= { channels: channelData.length, sampleRate }
      if (channelData.length !== form.channels || sampleRate !== form.sampleRate) continue
      const piece = interleaved(channelData)
      await file.write(piece, 0, piece.length, headerBytes + bytes).catch(refuse)
      bytes += piece.length
      if (bytes >= mostSeconds * sampleRate * form.channels * 2) break
    }
    await file
      .write(header(form ?? { channels: 1, sampleRate: 8000 }, bytes), 0, headerBytes, 0)
      .catch(refuse)
  } finally {
    await file.close()
  }
}

/** What is written here. */
export const playableCopy: Refused = { doing: 'write', what: 'copy' }

function refuse(thrown: unknown): never {
  throw fileError(thrown, playableCopy)
}

function interleaved(planes: readonly Float32Array[]): Buffer {
  const frames = planes[0]?.length ?? 0
  const samples = new Int16Array(frames * planes.length)
  for (const [channel, plane] of planes.entries()) {
    for (let frame = 0; frame < frames; frame++) {
      const sample = Math.round(Math.max(-1, Math.min(1, plane[frame]!)) * 32_767)
      samples[frame * planes.length + channel] = sample
    }
  }
  return Buffer.from(samples.buffer)
}

function header({ channels, sampleRate }: { channels: number; sampleRate: number }, bytes: number): Buffer {
  const head = Buffer.alloc(headerBytes)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(headerBytes - 8 + bytes, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(channels, 22)
  head.writeUInt32LE(sampleRate, 24)
  head.writeUInt32LE(sampleRate * channels * 2, 28)
  head.writeUInt16LE(channels * 2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(bytes, 40)
  return head
}
