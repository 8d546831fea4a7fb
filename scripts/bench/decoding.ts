import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Seconds in which ffmpeg alone makes 16 kHz mono of all files, one a core at a time: what no analysis can be below. */
export async function decodeAlone(ffmpeg: string, files: readonly string[]): Promise<number> {
  const waiting = [...files]
  const began = performance.now()
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await decode(ffmpeg, file)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return (performance.now() - began) / 1000
}

function decode(ffmpeg: string, file: string): Promise<void> {
  const sound = ['-map', '0:a:0', '-ac', '1', '-ar', '16000', '-f', 'f32le', 'pipe:1']
  return new Promise((resolve, reject) => {
    const child = spawn(
      ffmpeg,
      ['-nostdin', '-v', 'error', '-threads', '1', '-i', `file:${file}`, ...sound],
      { stdio: ['ignore', 'pipe', 'ignore'] }
    )
    child.stdout.resume()
    child.once('error', reject)
    child.once('close', () => resolve())
  })
}
