import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { ExportLoss, ImportNote } from '#contract/remarks.ts'
import { counted } from '../numbers.ts'

/** What files of other players lose, and what is remarked on reading them. */

const losses = {
  addresses: ({ paths }) =>
    paths === null
      ? 'Paths that cannot stand on a line of this format became file addresses.'
      : `${counted(paths, 'path')} cannot stand on a line of this format and became file addresses.`,
  letters: ({ titles }) => `${counted(titles, 'title')} lost letters that Latin-1 does not have.`,
  'vlc-signs': ({ paths }) =>
    `VLC does not find ${counted(paths, 'path')} with "#", "?" or "%" in this format; a file for VLC has all of them.`,
  backslashes: ({ paths }) =>
    `A backslash in a name cannot be told from one between folders: other players do not find ${counted(paths, 'path')}.`,
  'mpd-blanks': ({ paths }) =>
    `MPD does not find ${counted(paths, 'path')} with a name that begins with a blank, however it is written.`,
  'car-many': ({ tracks, limit }) =>
    `There are ${tracks} tracks; many car stereos read ${limit} files of a folder and no more.`,
  'car-formats': ({ tracks }) =>
    `Many car stereos play MP3, WMA and AAC only, not ${counted(tracks, 'track')} of this list.`,
  sort: ({ by }) => `Navidrome cannot sort by ${by}.`,
  limit: ({ by }) => `Navidrome limits by number of tracks only, not by ${by}: there is no limit.`,
  rule: ({ rule, negated }) => {
    const value = 'value' in rule ? ` ${JSON.stringify(rule.value)}` : ''
    return `Navidrome cannot express "${negated ? 'not: ' : ''}${rule.field} ${rule.op}${value}": the rule was left out.`
  }
} satisfies WordsOf<ExportLoss>

/** What a format cannot carry. */
export const exportLossText = (loss: ExportLoss): string => inWords<ExportLoss>(losses, loss)

const nested = {
  'not-found': path => `The playlist ${path} named in it was not found.`,
  loop: path => `The playlist ${path} names itself; it was taken once.`,
  'too-deep': path => `The playlist ${path} is nested too deeply.`,
  elsewhere: path => `The playlist ${path} lies in another folder: left out.`
} satisfies Record<string, (path: string) => string>

const notes = {
  'rules-not-understood': () => 'Its rules are not understood; the tracks it held came over.',
  'was-smart': () => 'It was a smart playlist; what came over is what it held.',
  'guessed-letters': () => 'The file is not in UTF-8; its letters were taken for Windows-1252.',
  'without-file': ({ entries }) => `${entries} entries without a file were left out.`,
  'without-name': ({ entries }) => `${entries} entries without a file or a title were left out.`,
  nested: ({ path, why }) => nested[why](path)
} satisfies WordsOf<ImportNote>

/** What an import left out or guessed. */
export const importNoteText = (note: ImportNote): string => inWords<ImportNote>(notes, note)
