import type { TermGroup } from '#contract/field-uses.ts'
import type { TermEdit } from '../../database/statements/terms.ts'
import list from './vocabulary.json' with { type: 'json' }

/** A term before anything is known of its reliability. */
export interface VocabularyTerm {
  name: string
  group: TermGroup
  parent: string | null
  phrases: string[]
  /** Other ways in which it is written. */
  aliases: string[]
  /** Tags of the audio tower that mean the same, as `MSD:jazz`. */
  tags: string[]
  origin: 'default' | 'own'
  enabled: boolean
}

/** Terms of the user's own: each of them is compared with each track, and takes a moment to be understood. */
export const mostOwnTerms = 2000

export const termKey = (group: TermGroup, name: string): string => `${group}:${name}`

/** "Hip-Hop", "hip hop" and "HIPHOP" are one word. */
export const foldTerm = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^\p{L}\p{N}]+/gu, '')

const defaults: readonly VocabularyTerm[] = (
  list as (Pick<VocabularyTerm, 'name' | 'phrases'> & {
    group: string
    parent?: string
    aliases?: string[]
    tags?: string[]
  })[]
).map(({ name, group, parent = null, phrases, aliases = [], tags = [] }) => ({
  name,
  group: group as TermGroup,
  parent,
  phrases,
  aliases,
  tags,
  origin: 'default',
  enabled: true
}))

/** The terms that come along, with the user's changes to them and the user's own. */
export function vocabulary(edits: readonly TermEdit[]): VocabularyTerm[] {
  const edited = new Map(edits.map(edit => [termKey(edit.group, edit.name), edit]))
  const known = defaults.map(term => {
    const key = termKey(term.group, term.name)
    const edit = edited.get(key)
    edited.delete(key)
    if (!edit) return term
    return {
      ...term,
      phrases: edit.phrases.length > 0 ? edit.phrases : term.phrases,
      // Other words mean something else: the tower's tag need not mean that.
      tags: edit.phrases.length > 0 ? [] : term.tags,
      enabled: edit.state !== 'off'
    }
  })
  const own = [...edited.values()].map(({ group, name, phrases, state }): VocabularyTerm => ({
    name,
    group,
    parent: null,
    phrases: phrases.length > 0 ? phrases : [name.toLowerCase()],
    aliases: [],
    tags: [],
    origin: 'own',
    enabled: state !== 'off'
  }))
  return [...known, ...own]
}

/** Whether a term comes along under exactly this name. */
export const isDefault = (group: TermGroup, name: string): boolean =>
  defaults.some(term => term.group === group && term.name === name)

/** Every phrase of the vocabulary that comes along: their vectors never change. */
export const defaultPhrases = (): string[] => [...new Set(defaults.flatMap(term => term.phrases))]

/** Broader terms of a term, nearest first. */
export function broader(terms: ReadonlyMap<string, VocabularyTerm>, term: VocabularyTerm): VocabularyTerm[] {
  const found: VocabularyTerm[] = []
  for (let at = term; at.parent !== null;) {
    const parent = terms.get(termKey(at.group, at.parent))
    if (!parent || found.includes(parent)) break
    found.push(parent)
    at = parent
  }
  return found
}
