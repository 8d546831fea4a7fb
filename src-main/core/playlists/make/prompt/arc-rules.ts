import { energyLevel } from './energy-words.ts'
import { rule, type Rule } from './rule.ts'

/** Where the words of an end are over. */
const end =
  '(?=$|[,;.]|\\s+(?:and|then|but|ends?|ending|starts?|starting|with|no|without|from|after|before)\\b)'

function endRule(pattern: string, which: 'start' | 'end'): Rule {
  return rule(pattern, (making, match) => {
    const phrase = match[1]!.trim()
    if (making[which] !== null || phrase === '') return null
    const energy = energyLevel(phrase)
    making[which] = { energy, phrase }
    return { kind: 'arc', meaning: { code: 'end', which, energy: amountOf(energy), phrase } }
  })
}

const amountOf = (energy: number | null): 'little' | 'some' | 'much' | null =>
  energy === null ? null : energy < 0.4 ? 'little' : energy > 0.6 ? 'much' : 'some'

const arcRule = (pattern: string, arc: 'rise' | 'fall' | 'wave'): Rule =>
  rule(pattern, making => {
    if (making.arc !== null) return null
    making.arc = arc
    return { kind: 'arc', meaning: { code: 'arc', arc } }
  })

/** How it starts, ends, and goes on between. */
export const arcRules: Rule[] = [
  endRule(
    `\\b(?:it )?(?:should |that |which )?(?:starts?|starting|begins?|beginning) (?:off |out |with )?(.{2,60}?)${end}`,
    'start'
  ),
  endRule(
    `\\b(?:it )?(?:should |that |which )?(?:ends?|ending|finish(?:es|ing)?) (?:up |off |with |in |on )?(.{2,60}?)${end}`,
    'end'
  ),
  arcRule(
    `\\b(?:(?:slowly |gradually |then )?(?:builds?|building)(?: up)?|(?:gets?|getting|grows?|growing) (?:faster|louder|more energetic|wilder|livelier)|rising(?: energy)?|warming up|that rises|picks? up(?: speed)?)\\b`,
    'rise'
  ),
  arcRule(
    `\\b(?:(?:slowly |gradually |then )?(?:calms?|calming|winds?|winding|slows?|slowing) down|(?:gets?|getting|grows?|growing) (?:calmer|slower|quieter|softer)|falling(?: energy)?|cooling down|that falls)\\b`,
    'fall'
  ),
  arcRule(`\\b(?:in waves|ups? and downs?|like waves)\\b`, 'wave')
]
