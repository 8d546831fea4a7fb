import { resolve } from 'node:path'
import type { Arc } from '#contract/playlists.ts'
import type { ExitCode } from '../exit-codes.ts'
import { showDraft } from './draft.ts'
import type { Session } from '../session.ts'

export interface MakeOptions {
  like?: string[]
  minutes?: number
  tracks?: number
  perArtist?: number
  diversity?: number
  arc?: Arc
  seed?: number
  save?: string
}

/** `earshot playlist make TEXT… [--like FILE]… [--minutes N] [--tracks N] [--save NAME]` */
export async function makePlaylist(
  session: Session,
  words: string[],
  options: MakeOptions
): Promise<ExitCode> {
  const likes = (options.like ?? []).map(file => `like:"${resolve(file)}"`)
  const { minutes, tracks, diversity, arc, seed } = options
  const draft = await session.engine.call(
    'drafts.make',
    {
      prompt: [words.join(' '), ...likes].filter(part => part !== '').join(', '),
      minutes,
      tracks,
      diversity,
      arc,
      seed,
      // 0 stands for any number.
      artistCap: options.perArtist === 0 ? null : options.perArtist
    },
    session.signal
  )
  return showDraft(session, draft, options.save)
}
