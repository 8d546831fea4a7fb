import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runFfmpeg } from './audio.ts'

/** Small pictures of one colour. */
export function makePicture(
  folder: string,
  name: string,
  { colour = 'red', width = 12, height = 8 } = {}
): Buffer {
  const path = join(folder, name)
  const still = ['-frames:v', '1', '-update', '1']
  runFfmpeg(['-f', 'lavfi', '-i', `color=${colour}:s=${width}x${height}`, ...still, '-y', path])
  return readFileSync(path)
}
