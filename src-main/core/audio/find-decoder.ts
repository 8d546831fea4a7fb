import { execFile } from 'node:child_process'
import { delimiter, isAbsolute, join } from 'node:path'
import type { DecoderRefusal } from '#contract/faults.ts'
import { isExecutable } from '../files/executable.ts'
import { builtInDecoder } from './built-in.ts'
import { findConfinement, versionLimit } from './confine.ts'
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
  /** What was tried before this one and why it was refused. */
  refused: DecoderRefusal[]
}

/** The first ffmpeg that runs: the setting's, the bundled one, one on the PATH; else the built-in decoders. */
export async function findDecoder(search: DecoderSearch = {}): Promise<FoundDecoder> {
  const refused: DecoderRefusal[] = []
  for (const candidate of candidates(search, refused)) {
    const [answer, confinement] = await Promise.all([versionOf(candidate), findConfinement(candidate)])
    if (answer.ok) return { decoder: ffmpegDecoder(candidate, answer.version, confinement), refused }
    refused.push({ code: 'does-not-run', path: candidate, said: answer.said })
  }
  refused.push({ code: 'none-found' })
  return { decoder: builtInDecoder(), refused }
}

const executableName = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'

function* candidates(search: DecoderSearch, refused: DecoderRefusal[]): Generator<string> {
  const { ffmpegPath } = search
  if (ffmpegPath != null && ffmpegPath !== '') {
    if (isExecutable(ffmpegPath)) yield ffmpegPath
    else refused.push({ code: 'not-a-program', path: ffmpegPath })
  }
  // Full paths only: Windows would otherwise run an ffmpeg.exe that lies in the working folder.
  const onPath = (search.searchPath ?? process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute)
  for (const folder of [...(search.bundledFolders ?? []), ...onPath]) {
    const candidate = join(folder, executableName)
    if (isExecutable(candidate)) yield candidate
  }
}

type Version = { ok: true; version: string } | { ok: false; said: string | null }

function versionOf(executable: string): Promise<Version> {
  return new Promise(resolve => {
    execFile(
      executable,
      ['-version'],
      { timeout: versionLimit, killSignal: 'SIGKILL', maxBuffer: 1 << 20, windowsHide: true },
      (error, stdout) => {
        const version = /^ffmpeg version \S+/.exec(stdout)?.[0]
        if (version !== undefined) resolve({ ok: true, version })
        else resolve({ ok: false, said: error?.message.split('\n')[0] ?? null })
      }
    )
  })
}
