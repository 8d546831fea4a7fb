import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { pathForDisplay, pathForFs } from '../database/paths.ts'
import type { Decoder } from './decoder.ts'
import { Complaints, failureFrom } from './ffmpeg-complaints.ts'
import { openAudioFile } from './open-file.ts'

/** How a page may play a file: its content type, and whether Chromium has a decoder for it. */
export interface Playback {
  type: string
  playable: boolean
}

/** By container and codec as the tag reader words them (music-metadata 12), else by extension. First match counts. */
const table: [RegExp, string, boolean][] = [
  [/alac/, 'audio/mp4', false],
  [/\bopus\b/, 'audio/ogg', true],
  [/flac/, 'audio/flac', true],
  [/aiff|aifc/, 'audio/aiff', false],
  [/\bwave?\b|\.wav$/, 'audio/wav', true],
  [/asf|wma/, 'audio/x-ms-wma', false],
  [/wavpack|\.wv$/, 'audio/x-wavpack', false],
  [/monkey|\.ape$/, 'audio/x-ape', false],
  [/musepack|\.mpc$/, 'audio/x-musepack', false],
  [/webm/, 'audio/webm', true],
  [/matroska|\.mk[av]$/, 'audio/x-matroska', false],
  [/vorbis|\bogg\b|\.og[ga]$/, 'audio/ogg', true],
  [/layer 3|\bmp3\b/, 'audio/mpeg', true],
  [/adts|\.aac$/, 'audio/aac', true],
  [/aac|mp4|m4a|isom|\bqt\b/, 'audio/mp4', true]
]

/** Container and codec may be empty. An Ogg FLAC is `audio/ogg` to a browser. */
export function playbackOf(path: string, container: string, codec: string): Playback {
  const words = [`${container} ${codec}`, extname(path)].map(text => text.toLowerCase())
  for (const text of words) {
    const row = table.find(([pattern]) => pattern.test(text))
    if (row === undefined) continue
    const type = row[1] === 'audio/flac' && /\bogg\b/.test(text) ? 'audio/ogg' : row[1]
    return { type, playable: row[2] }
  }
  return { type: 'application/octet-stream', playable: false }
}

const mostCopies = 12

/**
 * A WAV copy of what a page cannot play, made once and kept in `folder` under `name` (a plain file name that changes
 * with the file's content); the oldest copies go. Throws what decoding throws, and `no-decoder` without ffmpeg.
 */
export async function playableCopy(
  decoder: Decoder,
  path: string,
  folder: string,
  name: string
): Promise<string> {
  if (decoder.kind !== 'ffmpeg' || decoder.path === null) {
    throw new EarshotError('no-decoder', `Playing ${pathForDisplay(path)} needs ffmpeg: install it.`)
  }
  const copy = join(folder, `${name}.wav`)
  if (statSync(copy, { throwIfNoEntry: false }) !== undefined) return copy
  mkdirSync(folder, { recursive: true })
  const part = `${copy}.${process.pid}.part`
  try {
    await transcode(decoder.path, path, part)
    renameSync(part, copy)
  } finally {
    rmSync(part, { force: true })
  }
  dropOldest(folder, copy)
  return copy
}

async function transcode(executable: string, path: string, to: string): Promise<void> {
  const { file } = await openAudioFile(path)
  const complaints = new Complaints()
  try {
    const plain = typeof pathForFs(path) === 'string'
    const input = ['-protocol_whitelist', 'file,pipe', '-i', `file:${plain ? path : '/dev/stdin'}`]
    const output = [
      '-map',
      '0:a:0',
      '-ac',
      '2',
      '-c:a',
      'pcm_s16le',
      '-t',
      '14400',
      '-f',
      'wav',
      `file:${to}`
    ]
    const child = spawn(executable, ['-nostdin', '-v', 'error', '-y', ...input, ...output], {
      stdio: [plain ? 'ignore' : file.fd, 'ignore', 'pipe'],
      windowsHide: true,
      timeout: 15 * 60_000,
      killSignal: 'SIGKILL'
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => complaints.add(text))
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', cause =>
        reject(new EarshotError('no-decoder', `ffmpeg could not be started: ${cause.message}`, { cause }))
      )
      child.once('close', resolve)
    })
    if (code !== 0) throw failureFrom(complaints, pathForDisplay(path), code === null)
  } finally {
    await file.close()
  }
}

function dropOldest(folder: string, keep: string): void {
  const copies = readdirSync(folder)
    .filter(name => name.endsWith('.wav'))
    .map(name => join(folder, name))
    .filter(path => path !== keep)
    .map(path => ({ path, at: statSync(path).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { path } of copies.slice(mostCopies - 1)) rmSync(path, { force: true })
}
