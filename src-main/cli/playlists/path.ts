import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ExitCode } from '../exit-codes.ts'
import { showDraft } from './draft.ts'
import type { Session } from '../session.ts'

/** `earshot playlist path FROM… TO`: each a file, or words for a sound. */
export async function pathPlaylist(
  session: Session,
  points: string[],
  options: { minutes?: number; tracks?: number; save?: string }
): Promise<ExitCode> {
  const { minutes, tracks } = options
  const draft = await session.engine.call(
    'drafts.path',
    {
      points: points.map(point => (existsSync(point) ? { path: resolve(point) } : { phrase: point })),
      minutes,
      tracks
    },
    session.signal
  )
  return showDraft(session, draft, options.save)
}
