import { termGroups, type TermGroup } from '#contract/field-uses.ts'
import type { TermEdit } from '../../database/statements/terms.ts'
import { foldTerm } from './vocabulary.ts'
import type { VocabularyTerm } from './vocabulary.ts'

const groups: readonly string[] = termGroups
const longest = 200
const mostPhrases = 16

/** What a list brings: what is new, how much of it is known, and the lines that are no terms. */
export interface ReadTerms {
  added: TermEdit[]
  known: number
  refused: string[]
}

/**
 * Reads a list of the user's own: a term a line, or CSV `group,name[,phrase…]`. Lines that are empty or start with `#`
 * do not count. What the vocabulary knows under any spelling is not added again.
 */
export function readTerms(text: string, group: TermGroup, known: readonly VocabularyTerm[]): ReadTerms {
  const taken = new Set(
    known.flatMap(term => [term.name, ...term.aliases].map(name => `${term.group}:${foldTerm(name)}`))
  )
  const result: ReadTerms = { added: [], known: 0, refused: [] }
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const cells = cellsOf(line)
    const first = cells[0]!.toLowerCase()
    if (first === 'group' && cells[1]?.toLowerCase() === 'name') continue
    const grouped = cells.length > 1 && groups.includes(first)
    const [name = '', ...phrases] = grouped ? cells.slice(1) : [line.trim()]
    const fits = [name, ...phrases].every(one => one.length <= longest) && phrases.length <= mostPhrases
    if (foldTerm(name) === '' || !fits) {
      result.refused.push(line.slice(0, longest))
      continue
    }
    const edit: TermEdit = {
      group: grouped ? (first as TermGroup) : group,
      name,
      phrases: phrases.filter(phrase => phrase !== ''),
      state: 'own'
    }
    const key = `${edit.group}:${foldTerm(name)}`
    if (taken.has(key)) result.known++
    else result.added.push(edit)
    taken.add(key)
  }
  return result
}

/** Cells of a line of CSV, trimmed; `"a, b"` is one, `""` inside quotes is a quote. */
const cellsOf = (line: string): string[] =>
  Array.from(line.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, bare]) =>
    (quoted?.replaceAll('""', '"') ?? bare ?? '').trim()
  )
