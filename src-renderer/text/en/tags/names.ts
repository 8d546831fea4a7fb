import { count } from '../numbers.ts'

/** "1 track", "12 tracks" */
const of = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${count(n)} ${many}`)

export const names = {
  title: (n: number): string => `Name ${of(n, 'file', 'files')} by a pattern`,
  nothing: 'No track is chosen. Choose some in the list first.',
  pattern: 'Pattern',
  usual: 'Usual ones',
  own: 'a pattern of your own',
  below: 'Below',
  where: 'the folder each file is in now',
  help: 'Fields in braces, folders parted by “/”. {artist|"Unknown"} is the first that says something, {disc-} says nothing without a disc, {track:3} has three digits.',
  fields: 'Fields',
  planName: (pattern: string): string => `Names: ${pattern}`.slice(0, 200),
  looking: 'Looking…',
  counts: (tracks: number, along: number): string =>
    along > 0
      ? `${of(tracks, 'file', 'files')} and ${count(along)} beside ${tracks === 1 ? 'it' : 'them'} get another name`
      : `${of(tracks, 'file gets', 'files get')} another name`,
  stay: (n: number): string => `${count(n)} ${n === 1 ? 'is' : 'are'} called so already`,
  away: (n: number): string => `${count(n)} ${n === 1 ? 'is' : 'are'} not there`,
  refused: (n: number): string => `${count(n)} cannot be named so`,
  sheets: (n: number): string =>
    `${of(n, 'cue sheet names', 'cue sheets name')} files that are called otherwise then; nothing is written into ${n === 1 ? 'it' : 'them'}.`,
  tree: 'What comes of it',
  was: (name: string): string => `was ${name}`,
  more: (n: number): string => `and ${of(n, 'file', 'files')} more`,
  review: 'Review the plan',
  planning: 'Planning…',
  safe: 'Nothing is moved before you have reviewed the plan.'
} as const
