import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { Apart, PlaylistSound, ReportNote } from '#contract/remarks.ts'
import { counted, opened } from './sentence.ts'

/** What a look at a playlist finds. */

const energies = { calm: 'Calm', between: 'Neither calm nor driving', driving: 'Driving' } as const

const range = ({ from, to }: { from: number; to: number }): string =>
  from === to ? String(from) : `${from} to ${to}`

/** "Calm; piano, strings, classical; 60 to 90 BPM; from 1994 to 2011." */
export function playlistSoundText(sound: PlaylistSound | null): string {
  if (sound === null) return 'Nothing to hear in it yet.'
  const { energy, heard, bpm, years } = sound
  const parts = [
    energies[energy],
    heard.join(', '),
    bpm && `${range(bpm)} BPM`,
    years && `from ${range(years)}`
  ]
  return `${parts.filter(Boolean).join('; ')}.`
}

/** "More rock, drums; less piano; more energy than the rest." */
export function apartText({ more, less, energy }: Apart): string {
  const parts = [
    more.length > 0 ? `more ${more.join(', ')}` : '',
    less.length > 0 ? `less ${less.join(', ')}` : '',
    energy === null ? '' : energy === 'more' ? 'more energy' : 'calmer'
  ].filter(part => part !== '')
  return parts.length === 0 ? 'Sounds unlike the rest.' : `${opened(parts.join('; '))} than the rest.`
}

const notes = {
  'first-only': ({ looked, entries }) => `Only the first ${looked} of ${entries} places were looked at.`,
  'not-listened': ({ entries }) =>
    `${counted(entries, 'place')} without a track that was listened to: not looked at.`,
  repeated: ({ tracks }) => `${counted(tracks, 'track')} in it more than once.`
} satisfies WordsOf<ReportNote>

/** What was left out or found beside. */
export const reportNoteText = (note: ReportNote): string => inWords<ReportNote>(notes, note)
