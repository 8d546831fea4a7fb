import { formats, audiences, instrumentals } from './files.ts'
import { lengths } from './lengths.ts'
import { keys, loudnesses, tempos } from './measured.ts'
import { additions, plays, ratings } from './owned.ts'
import type { Reading, Rule } from './rule.ts'
import { years } from './years.ts'

/** Words that were read. `start` and `end` are offsets into the text. */
export interface Found {
  start: number
  end: number
  reading: Reading
}

/** First come, first served: what one rule has taken is gone for the others. */
const rules: readonly Rule[] = [
  ...additions,
  ...plays,
  ...ratings,
  ...lengths,
  ...tempos,
  ...years,
  ...keys,
  ...loudnesses,
  ...formats,
  ...audiences,
  ...instrumentals
]

const denying =
  /(?<![a-z0-9'’-])(?:but )?(?:nothing|(?:not|no|without|except(?: for)?|excluding)(?: songs?| tracks?| music| tunes?)?) $/

/**
 * What a person says of anything but the sound: "under 3 minutes", "from the eighties", "my five star". English. In the
 * order of the text. `whole`: whether a length may be that of a whole playlist.
 */
export function readPlain(text: string, now: number, whole = false): Found[] {
  const found: Found[] = []
  const lowered = text.toLowerCase()
  // A few letters are two in small.
  const small = lowered.length === text.length ? lowered : text
  for (const { pattern, read } of rules) {
    for (const match of small.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (found.some(one => one.start < end && start < one.end)) continue
      const before = small.slice(0, start)
      const reading = read(match, { before, typed: text.slice(start, end), now, whole })
      if (reading !== null) found.push(denied({ start, end, reading }, before))
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** "Not from the eighties": the word that denies belongs to what was read. */
function denied({ start, end, reading }: Found, before: string): Found {
  const word = denying.exec(before)
  if (word === null || reading.kind !== 'filter') return { start, end, reading }
  const text = reading.filter.startsWith('-') ? reading.filter.slice(1) : `-${reading.filter}`
  return {
    start: word.index,
    end,
    reading: { kind: 'filter', filter: text, meaning: { code: 'reads', filter: text } }
  }
}
