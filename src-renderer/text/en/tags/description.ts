import type { Description, SaidOfSound } from '#contract/tagging.ts'
import { opened } from '../sentence.ts'

/** What tracks sound like, in one sentence. */

const joined = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`

/** Names that stay capital in the middle of a sentence. */
const proper = /^(?:R&B|IDM|Celtic|Indian|Arabic|African|Balkan|Latin|K-Pop|East Asian|Christmas)/
const small = (word: string): string => (proper.test(word) ? word : word.toLowerCase())

const paces = { slow: 'slow', moderate: 'moderate', fast: 'fast', 'very-fast': 'very fast' } as const

/** Before a value that was measured, by how far it can be believed. */
const doubts = { sure: '', likely: 'probably ', unsure: 'perhaps ' } as const

/** "energetic", "slow (about 72 BPM)", "probably in A minor", "quiet". */
const factsOf = ({ energy, valence, tempo, key, doubt, loudness }: SaidOfSound): string[] => {
  const about = doubts[doubt.tempo ?? 'sure']
  const pace = tempo && `${paces[tempo.pace]} (${about}about ${Math.round(tempo.bpm)} BPM)`
  const inKey = key && `${doubts[doubt.key ?? 'sure']}in ${key}`
  return [energy, valence, pace, inKey, loudness].filter(fact => fact !== null)
}

/** "Calm classical music with piano, slow (about 72 BPM), probably in A minor." Says so where no word is sure. */
export function descriptionText({
  words,
  said,
  analysed
}: Pick<Description, 'words' | 'said' | 'analysed'>): string {
  if (analysed === 0) return 'Not listened to yet.'
  const facts = factsOf(said)
  if (words.length === 0) {
    const nothing = 'No word is sure enough to be said'
    return facts.length > 0 ? `${nothing}; it is ${facts.join(', ')}.` : `${nothing}.`
  }
  const of = (group: (typeof words)[number]['group']): string[] =>
    words.filter(word => word.group === group).map(word => small(word.term))
  const genres = of('genre')
  const instruments = of('instrument')
  const [genre] = genres
  const noun = genre === undefined ? 'music' : /music$/.test(genre) ? genre : `${genre} music`
  const played = instruments.length > 0 ? ` with ${joined(instruments)}` : ''
  const parts = [
    `${joined(of('mood'))} ${noun}${played}`.trim(),
    ...(genres.length > 1 ? [`also ${joined(genres.slice(1))}`] : []),
    ...of('voice'),
    ...of('energy').map(energy => `${energy} energy`),
    ...of('taught'),
    ...facts
  ]
  return `${opened(parts.join(', '))}.`
}
