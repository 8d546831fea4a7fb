import type { Measured } from '#contract/measured.ts'
import type { Suggestion } from '#contract/tagging.ts'

/** Below these a tempo or a key is not said. */
const sureTempo = 0.5
const sureKey = 0.5

const joined = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`

/** Names that stay capital in the middle of a sentence. */
const proper = /^(?:R&B|IDM|Celtic|Indian|Arabic|African|Balkan|Latin|K-Pop|East Asian|Christmas)/
const small = (word: string): string => (proper.test(word) ? word : word.toLowerCase())

const tempoWord = (bpm: number): string =>
  bpm < 76 ? 'slow' : bpm < 112 ? 'moderate' : bpm < 150 ? 'fast' : 'very fast'

/**
 * One plain sentence of words that are sure and of what was measured: "Calm classical music with piano, slow (about
 * 72 BPM), in A minor." Says so where no word is sure. `heard`: tracks it is about.
 */
export function sentenceOf(words: readonly Suggestion[], measured: Measured | null, heard: number): string {
  if (heard === 0) return 'Not listened to yet.'
  const of = (group: Suggestion['group']): string[] =>
    words.filter(word => word.group === group).map(word => small(word.term))
  const facts = factsOf(measured)
  if (words.length === 0) {
    const nothing = 'No word is sure enough to be said'
    return facts.length > 0 ? `${nothing}; it is ${facts.join(', ')}.` : `${nothing}.`
  }
  const moods = of('mood')
  const genres = of('genre')
  const [genre] = genres
  const noun = genre === undefined ? 'music' : /music$/.test(genre) ? genre : `${genre} music`
  const parts = [`${joined(moods)} ${noun}`.trim()]
  const instruments = of('instrument')
  if (instruments.length > 0) parts[0] += ` with ${joined(instruments)}`
  if (genres.length > 1) parts.push(`also ${joined(genres.slice(1))}`)
  parts.push(...of('voice'), ...of('energy').map(energy => `${energy} energy`), ...of('taught'), ...facts)
  const text = parts.join(', ')
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}

/** "slow (about 72 BPM)", "in A minor", "quiet". */
function factsOf(measured: Measured | null): string[] {
  const facts: string[] = []
  if (!measured) return facts
  const { bpm, bpmConfidence, key, keyConfidence, loudness } = measured
  if (bpm !== null && bpmConfidence >= sureTempo)
    facts.push(`${tempoWord(bpm)} (about ${Math.round(bpm)} BPM)`)
  if (key !== null && keyConfidence >= sureKey) facts.push(`in ${key}`)
  if (loudness !== null && loudness <= -24) facts.push('quiet')
  if (loudness !== null && loudness >= -9) facts.push('loud')
  return facts
}
