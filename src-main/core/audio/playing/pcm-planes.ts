import type { FileHandle } from 'node:fs/promises'
import { EarshotError } from '#contract/errors.ts'
import type { Planes } from '../built-in-streams.ts'
import { bytesOf, type PcmForm } from './pcm-form.ts'

/** Frames that are read at once. */
const most = 16_384

/** The samples of a file that has them as they are, from a frame on; of full scale as ffmpeg has it. */
export async function* pcmPlanes(
  file: FileHandle,
  form: PcmForm,
  from: number,
  signal: AbortSignal
): AsyncGenerator<Planes> {
  const { channels, rate, kind, start, frames } = form
  const frameBytes = channels * bytesOf[kind]
  for (let at = from; at < frames; at += most) {
    if (signal.aborted) throw new EarshotError('cancelled', 'Decoding was cancelled.')
    const bytes = Buffer.alloc(Math.min(most, frames - at) * frameBytes)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start + at * frameBytes)
    const count = Math.floor(bytesRead / frameBytes)
    const channelData = Array.from({ length: channels }, (_, channel) => plane(bytes, form, channel, count))
    yield { channelData, sampleRate: rate }
    // Somebody shortens it meanwhile.
    if (bytesRead < bytes.length) return
  }
}

function plane(bytes: Buffer, form: PcmForm, channel: number, count: number): Float32Array {
  const { kind, channels, littleEndian: little } = form
  const width = bytesOf[kind]
  const samples = new Float32Array(count)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let frame = 0, at = channel * width; frame < count; frame++, at += channels * width) {
    if (kind === 'int16') samples[frame] = view.getInt16(at, little) / 2 ** 15
    else if (kind === 'int32') samples[frame] = view.getInt32(at, little) / 2 ** 31
    else if (kind === 'float32') samples[frame] = view.getFloat32(at, little)
    else {
      const [low, high] = little ? [at, at + 2] : [at + 2, at]
      samples[frame] = ((bytes[low]! | (bytes[at + 1]! << 8) | (bytes[high]! << 16)) << 8) / 2 ** 31
    }
  }
  return samples
}
