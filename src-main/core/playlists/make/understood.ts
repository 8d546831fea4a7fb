import type { QueryPart } from '#contract/entities.ts'
import type { Meaning } from '#contract/remarks.ts'
import { isUnderstood } from '../../search/trust/understand.ts'
import type { Session } from '../flow/studio.ts'
import type { Prompt, Understood } from './prompt/rule.ts'

const kinds = { sound: 'sound', filter: 'filter', like: 'seed', wrong: 'wrong' } as const

function meaningOf({ kind, text, negative, expected, understoodAs, readAs, trust }: QueryPart): Meaning {
  if (kind === 'wrong') return { code: 'not-understood', expected: expected ?? null }
  if (trust === 'not-understood') return { code: 'unknown-sound', phrase: text }
  if (readAs !== undefined) return { code: 'reads', filter: readAs }
  if (kind === 'like') return { code: 'example', negative }
  if (kind === 'filter') return { code: 'filter', negative }
  const code = understoodAs?.language === 'en' ? 'respelt' : 'sound'
  return { code, phrase: understoodAs?.english ?? text, negative }
}

function kindOf({ kind, negative, trust }: QueryPart): Understood['kind'] {
  if (trust === 'not-understood') return 'wrong'
  return kind === 'sound' && negative ? 'not-sound' : kinds[kind]
}

/** What was made of a prompt: its own parts, and those that the search understood. */
export function understoodParts(
  { query, understood }: Prompt,
  prompt: string,
  parts: readonly QueryPart[]
): Understood[] {
  const own = new Set(understood.map(one => one.text))
  const searched = parts
    // Filters that stand for words of the prompt are in it already, in those words.
    .filter(part => part.kind !== 'filter' || prompt.includes(part.text))
    .filter(part => !own.has(part.text) && query.includes(part.text))
    // What is asked of both ends of a way stands in the query twice.
    .filter(
      (part, at, all) => all.findIndex(({ kind, text }) => kind === part.kind && text === part.text) === at
    )
    .map(part => ({
      kind: kindOf(part),
      text: part.text,
      meaning: meaningOf(part)
    }))
  const at = (text: string): number => {
    const found = prompt.indexOf(text)
    return found < 0 ? prompt.length : found
  }
  return [...understood, ...searched].sort((a, b) => at(a.text) - at(b.text))
}

/** The same, where what is not known as a sound is said of the start and the end, too. */
export const withKnownEnds = ({ phrases }: Session, parts: readonly Understood[]): Promise<Understood[]> =>
  Promise.all(
    parts.map(async part => {
      const { meaning } = part
      if (meaning.code !== 'end' || meaning.energy !== null) return part
      const { phrase } = meaning
      if (await isUnderstood(phrases, phrase)) return part
      return { ...part, kind: 'wrong', meaning: { code: 'unknown-sound', phrase } }
    })
  )
