import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { Description, Subject } from '#contract/tagging.ts'
import { descriptionText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { plain } from '../terminal/text.ts'
import { trackNumbers } from '../library/track-numbers.ts'

/** `earshot describe FILE|FOLDER… [--from S] [--to S]`: each in one plain sentence and the words that surely fit. */
export async function describe(
  session: Session,
  paths: string[],
  options: { from?: number; to?: number }
): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  const passage = options.from !== undefined || options.to !== undefined
  const found: (Description & { path: string })[] = []
  for (const path of paths) {
    const ids = await trackNumbers(engine, [path])
    const folder = (await stat(resolve(path)).catch(() => null))?.isDirectory() ?? false
    if (passage && folder) {
      throw new EarshotError('bad-request', '--from and --to go with a single file.')
    }
    const of: Subject = folder
      ? { kind: 'tracks', ids }
      : { kind: 'track', id: ids[0]!, start: options.from, end: options.to }
    found.push({ ...(await engine.call('tags.describe', { of }, signal)), path })
  }
  if (session.json) {
    const descriptions = found.map(({ analysed, ...one }) => ({
      sentence: descriptionText({ analysed, ...one }),
      ...one,
      heard: analysed
    }))
    return printJson(terminal, { descriptions })
  }
  for (const one of found) {
    const { path, words, analysed, tracks } = one
    if (found.length > 1) terminal.print(plain(path))
    terminal.print(descriptionText(one))
    if (words.length > 0) terminal.print(words.map(word => word.term).join(' · '))
    if (analysed < tracks) terminal.note(`Listened to ${analysed} of ${tracks} tracks.`)
  }
  return exitCodes.ok
}
