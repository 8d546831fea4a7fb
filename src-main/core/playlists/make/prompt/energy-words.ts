import type { Meaning } from '#contract/remarks.ts'

const levels: [level: number, words: string][] = [
  [
    0.12,
    'calm calmly quiet quietly slow slowly soft softly gentle gently mellow relaxed relaxing peaceful peacefully still low easy sleepy hushed tender dreamy'
  ],
  [0.5, 'medium moderate moderately mid steady'],
  [0.7, 'lively upbeat bright groovy cheerful happy danceable'],
  [
    0.9,
    'energetic energetically loud loudly fast wild wildly intense intensely high hard heavy heavily driving powerful furious frantic big strong explosive'
  ]
]
const known = new Map(
  levels.flatMap(([level, words]) => words.split(' ').map(word => [word, level] as const))
)
const empty = new Set(
  'very really and quite a an the energy tempo music pace something tempo, so more'.split(' ')
)

/** 0 (calm) to 1 (driving) where the words speak of energy and nothing else, otherwise null. */
export function energyLevel(phrase: string): number | null {
  const found: number[] = []
  for (const word of phrase.toLowerCase().split(/[^\p{L}]+/u)) {
    if (word === '' || empty.has(word)) continue
    const level = known.get(word)
    if (level === undefined) return null
    found.push(level)
  }
  return found.length === 0 ? null : found.reduce((sum, level) => sum + level, 0) / found.length
}

/** The same where other words stand beside those of energy: "loud drums"; null where there are none of energy. */
function levelWithin(phrase: string): number | null {
  const words = phrase.toLowerCase().split(/[^\p{L}]+/u)
  return energyLevel(words.filter(word => known.has(word)).join(' '))
}

interface Way {
  start: { energy: number; phrase: string }
  end: { energy: number; phrase: string }
  /** What it sounds like at its start and at its end; empty where the words are about energy alone. */
  sounds: string[]
  meaning: Meaning
}

/** "From calm to wild", "from calm piano to loud drums"; null where no energy is spoken of, as in "from Berlin to Paris". */
export function wayBetween(from: string, to: string): Way | null {
  const plain = energyLevel(from) !== null && energyLevel(to) !== null
  const [low, high] = [levelWithin(from), levelWithin(to)]
  if (low === null || high === null || (low === high && !plain)) return null
  const arc = low < high ? 'rise' : 'fall'
  return {
    start: { energy: low, phrase: from },
    end: { energy: high, phrase: to },
    sounds: plain ? [] : [from, to],
    meaning: plain ? { code: 'arc', arc } : { code: 'way', from, to, arc }
  }
}
