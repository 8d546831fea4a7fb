import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { Apart, PlaylistSound, ReportNote } from '#contract/remarks.ts'
import { count, tracks as counted } from '../numbers.ts'

/** What a look at a playlist finds. */

const energies = { calm: '차분함', between: '차분하지도 힘차지도 않음', driving: '힘참' } as const

const range = ({ from, to }: { from: number; to: number }): string =>
  from === to ? String(from) : `${from}–${to}`

/** "차분함; piano, strings, classical; 60–90 BPM; 1994–2011년." */
export function playlistSoundText(sound: PlaylistSound | null): string {
  if (sound === null) return '아직 들을 것이 없어요.'
  const { energy, heard, bpm, years } = sound
  const parts = [energies[energy], heard.join(', '), bpm && `${range(bpm)} BPM`, years && `${range(years)}년`]
  return `${parts.filter(Boolean).join('; ')}.`
}

/** "나머지보다 rock, drums 더 많음; piano 더 적음; 더 힘참." */
export function apartText({ more, less, energy }: Apart): string {
  const parts = [
    more.length > 0 ? `${more.join(', ')} 더 많음` : '',
    less.length > 0 ? `${less.join(', ')} 더 적음` : '',
    energy === null ? '' : energy === 'more' ? '더 힘참' : '더 차분함'
  ].filter(part => part !== '')
  return parts.length === 0 ? '나머지와 다르게 들려요.' : `나머지보다 ${parts.join('; ')}.`
}

const notes: WordsOf<ReportNote> = {
  'first-only': ({ looked, entries }) => `${entries}자리 중 처음 ${looked}자리만 살펴봤어요.`,
  'not-listened': ({ entries }) => `들은 곡이 없는 ${count(entries)}자리는 살펴보지 못했어요.`,
  repeated: ({ tracks }) => `${counted(tracks)}이 두 번 이상 들어 있어요.`
}

/** What was left out or found beside. */
export const reportNoteText = (note: ReportNote): string => inWords<ReportNote>(notes, note)
