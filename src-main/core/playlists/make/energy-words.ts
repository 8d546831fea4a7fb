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
