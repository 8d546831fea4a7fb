import type { Description, SaidOfSound } from '#contract/tagging.ts'

/** What tracks sound like, in one line. The words themselves are those of the vocabulary, as they are written into files. */

const paces = { slow: '느림', moderate: '보통 빠르기', fast: '빠름', 'very-fast': '매우 빠름' } as const
const energies = { energetic: '힘참', calm: '차분함' } as const
const valences = { bright: '밝음', dark: '어두움' } as const
const volumes = { quiet: '조용함', loud: '소리가 큼' } as const

/** Before a value that was measured, by how far it can be believed. */
const doubts = { sure: '', likely: '아마 ', unsure: '어쩌면 ' } as const

/** "힘참", "느림(약 72 BPM)", "아마 A minor", "조용함". */
const factsOf = ({ energy, valence, tempo, key, doubt, loudness }: SaidOfSound): string[] => {
  const about = doubts[doubt.tempo ?? 'sure']
  return [
    energy && energies[energy],
    valence && valences[valence],
    tempo && `${paces[tempo.pace]}(${about}약 ${Math.round(tempo.bpm)} BPM)`,
    key && `${doubts[doubt.key ?? 'sure']}${key}`,
    loudness && volumes[loudness]
  ].filter(fact => fact !== null)
}

/** "Calm, Classical, Piano; 느림(약 72 BPM), 아마 A minor." Says so where no word is sure. */
export function descriptionText({
  words,
  said,
  analysed
}: Pick<Description, 'words' | 'said' | 'analysed'>): string {
  if (analysed === 0) return '아직 듣지 않았어요.'
  const facts = factsOf(said).join(', ')
  if (words.length === 0) {
    const nothing = '확실하게 말할 낱말이 없어요'
    return facts === '' ? `${nothing}.` : `${nothing}. ${facts}.`
  }
  const heard = words.map(({ group, term }) => (group === 'energy' ? `에너지 ${term}` : term)).join(', ')
  return `${[heard, facts].filter(Boolean).join('; ')}.`
}
