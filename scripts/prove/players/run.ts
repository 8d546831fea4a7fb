import { execFile, spawnSync } from 'node:child_process'
import { posix } from 'node:path'
import { promisify } from 'node:util'

/** A player that loads playlists here. */
export interface Player {
  name: string
  version: string
  /** Whole paths of the files it found, in order, of a playlist by its whole path. */
  load(list: string): Promise<string[]>
  close(): void
}

export interface Place {
  /** For what players keep. */
  home: string
  /** The folder with the music. */
  music: string
}

/** What a program says on both channels; its exit code is no matter. */
export async function say(
  program: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; seconds?: number } = {}
): Promise<string> {
  const { env = process.env, seconds = 20 } = options
  const run = promisify(execFile)(program, args, {
    env: { ...env, LC_ALL: 'C.UTF-8' },
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28
  })
  const { stdout, stderr } = await run.catch(
    (thrown: unknown) => thrown as { stdout: string; stderr: string }
  )
  return `${stdout}\n${stderr}`
}

export const hasProgram = (name: string): boolean => spawnSync('which', [name]).status === 0

export const versionIn = (text: string): string => /\d+\.\d+(?:\.\d+)*/.exec(text)?.[0] ?? ''

export const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds))

/** Paths with their dots walked, as the file system does. */
export const walked = (paths: readonly string[]): string[] => paths.map(path => posix.normalize(path))
