import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Confinement } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import { systemError } from '../files/errors.ts'
import { pathForDisplay, pathForFs } from '../files/paths.ts'
import { bounded, boundedPieces } from './bounded.ts'
import { builtInPlanes } from './built-in.ts'
import { confined, signalOf } from './confine.ts'
import type { Decoder } from './decoder.ts'
import { Complaints, endedBy, failureFrom } from './ffmpeg-complaints.ts'
import { openAudioFile } from './open-file.ts'
import { isOwn, isRefusal } from './with-fallback.ts'
import { playableCopy, writePlanes } from './write-planes.ts'

/** No more than this is copied: a WAV file counts its bytes in 32 bits. */
const mostSeconds = 4 * 3600
const longestWork = 15 * 60_000
/** A header alone, or next to nothing behind it. */
const leastBytes = 500

/**
 * Writes a file's audio to `to` as 16-bit WAV. Throws what decoding throws, `disk-full` and `cancelled`; what was
 * written by then is the caller's to remove.
 */
export async function transcode(
  decoder: Decoder,
  path: string,
  to: string,
  signal: AbortSignal
): Promise<void> {
  const name = pathForDisplay(path)
  const builtIn = (): Promise<void> => writePlanes(builtInPlanes(path, signal), to, mostSeconds)
  if (decoder.path === null) await builtIn()
  else {
    await byFfmpeg(decoder.path, decoder.confinement, path, to, signal).catch(async (refusal: unknown) => {
      if (!isRefusal(refusal)) throw refusal
      await builtIn().catch((again: unknown) => {
        throw isOwn(again) ? again : refusal
      })
    })
  }
  if (statSync(to).size < leastBytes) throw new EarshotError('unreadable-file', `${name} has no audio in it.`)
}

async function byFfmpeg(
  executable: string,
  confinement: Confinement,
  path: string,
  to: string,
  signal: AbortSignal
): Promise<void> {
  const { file } = await openAudioFile(path)
  const complaints = new Complaints()
  try {
    // As for analysis: a name that is not UTF-8 is read through standard input.
    const plain = typeof pathForFs(path) === 'string'
    await writeFile(to, '') // what is confined can write into a file that is there, and make none
    const command = bounded(
      confined(
        confinement,
        { program: executable, args: ffmpegArguments(plain ? path : '/dev/stdin', to) },
        { reads: plain ? path : null, writes: to }
      )
    )
    const child = spawn(command.program, command.args, {
      stdio: [plain ? 'ignore' : file.fd, 'ignore', 'pipe'],
      windowsHide: true,
      timeout: longestWork,
      killSignal: 'SIGKILL'
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => complaints.add(text))
    const stop = (): void => void child.kill('SIGKILL')
    process.once('exit', stop)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', cause =>
        reject(new EarshotError('no-decoder', `ffmpeg could not be started: ${cause.message}`, { cause }))
      )
      child.once('close', resolve)
    }).finally(() => {
      process.removeListener('exit', stop)
      signal.removeEventListener('abort', stop)
    })
    if (signal.aborted) throw new EarshotError('cancelled', 'Decoding was cancelled.')
    if (child.killed) throw new EarshotError('decode-timeout', 'The decoder took too long and was stopped.')
    const ended = signalOf(confinement, child)
    if (ended !== null) throw endedBy(ended, complaints, pathForDisplay(path))
    if (code !== 0) throw failureOf(complaints, pathForDisplay(path))
  } finally {
    await file.close()
  }
}

/** Rates above 48 kHz are of no use to a page, and cost as much again. */
function ffmpegArguments(input: string, to: string): string[] {
  return [
    ...boundedPieces,
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', '-protocol_whitelist', 'file,pipe'],
    ...['-i', `file:${input}`, '-map', '0:a:0', '-map_metadata', '-1', '-t', String(mostSeconds)],
    ...['-af', 'aformat=sample_rates=8000|11025|16000|22050|24000|32000|44100|48000', '-ac', '2'],
    ...['-c:a', 'pcm_s16le', '-f', 'wav', `file:${to}`]
  ]
}

function failureOf(complaints: Complaints, name: string): EarshotError {
  const full = complaints.lines().some(line => /no space left on device/i.test(line))
  return full ? systemError('ENOSPC', playableCopy) : failureFrom(complaints, name)
}
