import type { FileHandle } from 'node:fs/promises'
import type { Planes } from '../built-in-streams.ts'

/**
 * The built-in decoder of FLAC takes the largest positive number for full scale, ffmpeg and those of PCM the number above it.
 * Played, all are to give the same samples: what makes them that, by the head of a file.
 */
export async function flacScale(file: FileHandle, offset: number): Promise<(planes: Planes) => Planes> {
  const head = Buffer.alloc(128)
  await file.read(head, 0, head.length, offset)
  const info = head.indexOf('fLaC', 0, 'latin1') + 8
  const bits = (((head[info + 12]! & 1) << 4) | (head[info + 13]! >> 4)) + 1
  // Of more bits a number of 32 keeps not even the difference.
  if (info < 8 || bits > 24) return planes => planes
  const full = 2 ** (bits - 1)
  return planes => ({
    ...planes,
    channelData: planes.channelData.map(plane => plane.map(sample => Math.round(sample * (full - 1)) / full))
  })
}
