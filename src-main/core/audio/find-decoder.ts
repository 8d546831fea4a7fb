import { execFile } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { builtInDecoder } from './built-in.ts'
import type { Decoder } from './decoder.ts'
import { ffmpegDecoder } from './ffmpeg.ts'

export interface DecoderSearch {
  /** The user's setting; tried first. */
  ffmpegPath?: string | null
  /** Folders where a bundled ffmpeg may lie. */
  bundledFolders?: string[]
  /** Defaults to the environment's PATH. */
  searchPath?: string
}

export interface FoundDecoder {
  decoder: Decoder
  /** What was tried before this one and why it was refused: plain sentences. */
  refused: string[]
}

/** The first ffmpeg that runs: the setting's, the bundled one, one on the PATH; else the built-in decoders. */
export async function findDecoder(search: DecoderSearch = {}): Promise<FoundDecoder> {
  const refused: string[] = []
  for (const candidate of candidates(search, refused)) {
    const answer = await versionOf(candidate)
    if (answer.ok) return { decoder: ffmpegDecoder(candidate, answer.version), refused }
    refused.push(`${candidate} does not run: ${answer.reason}.`)
  }
  refused.push('No ffmpeg was found. Install it, or choose one in the settings, to hear every format.')
  return { decoder: builtInDecoder(), refused }
}

const executableName = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'

function* candidates(search: DecoderSearch, refused: string[]): Generator<string> {
  const { ffmpegPath } = search
  if (ffmpegPath != null && ffmpegPath !== '') {
    if (isExecutable(ffmpegPath)) yield ffmpegPath
    else refused.push(`${ffmpegPath}, chosen in the settings, is not a program.`)
  }
  // Full paths only: Windows would otherwise run an ffmpeg.exe that lies in the working folder.
  const onPath = (search.searchPath ?? process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute)
  for (const folder of [...(search.bundledFolders ?? []), ...onPath]) {
    const candidate = join(folder, executableName)
    if (isExecutable(candidate)) yield candidate
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

type Version = { ok: true; version: string } | { ok: false; reason: string }

function versionOf(executable: string): Promise<Version> {
  return new Promise(resolve => {
    execFile(
      executable,
      ['-version'],
      { timeout: 10_000, killSignal: 'SIGKILL', maxBuffer: 1 << 20, windowsHide: true },
      (error, stdout) => {
        const version = /^ffmpeg version \S+/.exec(stdout)?.[0]
        if (version !== undefined) resolve({ ok: true, version })
        else resolve({ ok: false, reason: error?.message.split('\n')[0] ?? 'it is not ffmpeg' })
      }
    )
  })
}
