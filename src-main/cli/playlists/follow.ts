import { toFailure } from '#contract/errors.ts'
import type { Session } from '../session.ts'
import { countOf, plain } from '../terminal/text.ts'

/**
 * After a scan or an analysis: smart playlists follow, and the files that follow them. A command ends before they would
 * by themselves. That they could not is said, and no failure of what went before.
 */
export async function followLibrary({ engine, terminal, signal }: Session, startedAt: number): Promise<void> {
  const smart = (await engine.call('playlists.list', {})).filter(({ kind }) => kind === 'smart')
  if (signal.aborted || smart.length === 0) return
  try {
    await engine.call('smart.refresh', {}, signal)
    // Some may have followed while the command ran.
    let changed = 0
    for (const { id } of smart)
      changed += (await engine.call('smart.changes', { id, since: startedAt, limit: 1 })).length
    if (changed > 0)
      terminal.note(`${countOf(changed, 'smart playlist')} changed: see "earshot playlist smart --since 1".`)
  } catch (thrown) {
    if (!signal.aborted)
      terminal.note(`The smart playlists could not follow: ${plain(toFailure(thrown).message)}`)
  }
}
