import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Names and values of a file's tags, as mutagen calls them. */
export type Read = Record<string, string[]>

/** Reads files with mutagen, which shares no code with Earshot. Throws where python3 has none. */
export function mutagen(paths: readonly string[]): Read[] {
  const script = join(import.meta.dirname, 'read-tags.py')
  const options = { input: paths.join('\n') + '\n', encoding: 'utf8', maxBuffer: 2 ** 28 } as const
  const run = spawnSync(process.env.PYTHON ?? 'python3', [script], options)
  if (run.status !== 0) throw new Error(run.stderr || 'python3 with mutagen is needed')
  return run.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Read)
}
