import type { DocumentReport } from '#contract/library-document.ts'
import { count, counted } from './numbers.ts'

/** What would come of a document, a line a part; parts of which nothing comes are left out. */
function parts(report: DocumentReport): string[] {
  const { playlists, played, taught, journal, searches, asked, terms, settings, apart, leftOut, aside } =
    report
  const lines: [number, (n: number) => string][] = [
    [playlists.added, n => counted(n, 'playlist')],
    [played, n => `Plays or ratings of ${counted(n, 'track')}`],
    [taught.tags, n => counted(n, 'taught tag')],
    [taught.examples, n => `${counted(n, 'example')} of taught tags`],
    [searches, n => counted(n, 'saved search', 'saved searches')],
    [asked, n => `${counted(n, 'search', 'searches')} that you asked`],
    [terms.added, n => `${counted(n, 'change')} to the vocabulary`],
    [journal.batches, n => `${counted(n, 'batch', 'batches')} of written tags in the history`],
    [settings.taken.length, n => counted(n, 'setting')],
    [apart, n => `${counted(n, 'pair')} that are no doubles`],
    [leftOut, n => `${counted(n, 'track')} that you left out`],
    [aside, n => `${counted(n, 'double')} set aside`]
  ]
  return lines.filter(([n]) => n > 0).map(([n, say]) => say(n))
}

/** Words of all that is its owner's, as one file. */
export const keeping = {
  title: 'Take it along',
  lead: 'All that is yours in one file: playlists, plays, ratings, taught tags, words, searches, settings, what you left out and the history of written tags. For another machine, wherever its music lies.',
  export: 'Export',
  import: 'Take in…',
  working: 'One moment…',
  look: (name: string): string => `What would come of ${name}`,
  found: ({ tracks: { byContent, byPath, byNames, notFound } }: DocumentReport): string =>
    `Of the tracks in it ${count(byContent + byPath + byNames)} are here: ${count(byContent)} the same files, ${count(byPath)} by their place, ${count(byNames)} by their names. ${count(notFound)} are not; what is said of them waits until they are.`,
  comes: 'This comes',
  parts,
  nothing: 'Nothing of it is new: all of it is here already.',
  stays: ({ playlists, terms, settings }: DocumentReport): string =>
    [
      playlists.known > 0 ? `${counted(playlists.known, 'playlist')} here already.` : '',
      terms.known > 0
        ? `${counted(terms.known, 'word')} changed here ${terms.known === 1 ? 'stays as it is' : 'stay as they are'}.`
        : '',
      settings.kept.length > 0
        ? `${counted(settings.kept.length, 'setting')} ${settings.kept.length === 1 ? 'stays' : 'stay'} as set here.`
        : ''
    ]
      .filter(Boolean)
      .join(' '),
  leftOut: (names: readonly string[]): string =>
    `Left out, because their rules speak of what is not here: ${names.join(', ')}`,
  backup: 'Nothing here is replaced, and a backup is made first.',
  take: 'Take it in',
  taken: (name: string): string => `Took in ${name}. The backup from before is among those above.`,
  refused: {
    other: (name: string): string => `${name} is no file that Earshot exported.`,
    newer: (name: string): string => `${name} was exported by a newer Earshot.`,
    damaged: (name: string): string => `${name} is damaged, or was changed by something else.`,
    large: (name: string): string => `${name} is too large for the window: “earshot import” takes it.`
  }
} as const
