import type { DoublesOverview } from '#contract/doubles.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { countOf, formatBytes, formatCount } from '../terminal/text.ts'

/** What was looked at and what was not. */
export function noteOverview(terminal: Terminal, overview: DoublesOverview): void {
  const { looked, tracks, unheard, failed, sure } = overview
  terminal.note(`Looked at ${formatCount(looked)} of ${countOf(tracks, 'track')}.`)
  if (unheard > 0) {
    terminal.note(`${countOf(unheard, 'track')} not listened to, so not looked at: run "earshot analyse".`)
  }
  for (const { code, tracks: count } of failed)
    terminal.note(`${countOf(count, 'track')} not compared: ${code}.`)
  if (sure.groups > 0) {
    const files = countOf(sure.files, 'file')
    terminal.note(
      `Sure of ${countOf(sure.groups, 'recording')}: ${files} beside them, ${formatBytes(sure.bytes)}.`
    )
  }
}
