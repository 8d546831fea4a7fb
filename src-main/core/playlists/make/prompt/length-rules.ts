import { amount, readAmount } from '../../../search/query/plain/amounts.ts'
import { rule, type Rule } from './rule.ts'

const noun = '(?:songs?|tracks?|tunes?|pieces?|titles?|numbers?)'

const lengthRule = (pattern: string, minutes: (match: RegExpExecArray) => number): Rule =>
  rule(pattern, (making, match) => {
    const value = minutes(match)
    if (making.minutes !== null || !(value >= 1) || value > 10_000) return null
    making.minutes = value
    return { kind: 'length', meaning: { code: 'length', seconds: value * 60 } }
  })

/** How long the playlist is, how long its songs, how many of one artist. */
export const lengthRules: Rule[] = [
  lengthRule(`\\b(${amount}) (?:hours?|hrs?) and a half\\b`, ([, n]) => (readAmount(n!) + 0.5) * 60),
  lengthRule(`\\b(?:half an|half a|a half) hour\\b`, () => 30),
  lengthRule(
    `\\b(\\d{1,2}) ?h(?:ours?|rs?)? ?(?:and )?(\\d{1,2}) ?(?:m|mins?|minutes?)?\\b(?! ?bpm)`,
    ([, h, m]) => Number(h) * 60 + Number(m)
  ),
  lengthRule(
    `\\b(?:about |around |roughly |over |at least |more than |up to |under )?(${amount})[ -]?(?:hours?|hrs?)(?: long)?\\b`,
    ([, n]) => readAmount(n!) * 60
  ),
  lengthRule(`\\b(?:about |around |roughly )?(${amount})[ -]?(?:minutes?|mins?)(?: long)?\\b`, ([, n]) =>
    readAmount(n!)
  ),
  rule(
    `\\b(?:at most |only |no more than )?(${amount}) ${noun} (?:per|by each|of each|from each|an|by one|by the same) (?:artist|band)\\b`,
    (making, match) => {
      const cap = Math.round(readAmount(match[1]!))
      if (!(cap >= 1)) return null
      making.artistCap = cap
      return { kind: 'length', meaning: { code: 'artist-cap', tracks: cap } }
    }
  ),
  rule(
    `\\b(?:no artist twice|each artist once|different artists(?: only)?|no repeated artists)\\b`,
    making => {
      making.artistCap = 1
      return { kind: 'length', meaning: { code: 'artist-cap', tracks: 1 } }
    }
  ),
  rule(`\\b(?:about |around |a dozen |(${amount}) )(?:dozen )?${noun}\\b`, (making, match) => {
    const dozens = /dozen/i.test(match[0])
    if (making.tracks !== null || (match[1] === undefined && !dozens)) return null
    const tracks = Math.round((match[1] === undefined ? 1 : readAmount(match[1])) * (dozens ? 12 : 1))
    // "a song about rain" asks for no playlist of one track.
    if (!(tracks >= 2) || tracks > 10_000) return null
    making.tracks = tracks
    return { kind: 'length', meaning: { code: 'tracks', tracks } }
  })
]
