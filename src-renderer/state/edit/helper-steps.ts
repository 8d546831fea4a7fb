import type { FileField } from '#contract/change-fields.ts'
import type { CaseLanguage, LetterCase, TextStep } from '#contract/edits.ts'

/** What the helpers put right, and how each is asked for. */

export const helperKinds = [
  'fromName',
  'number',
  'case',
  'replace',
  'clean',
  'split',
  'join',
  'swap',
  'copy'
] as const
export type HelperKind = (typeof helperKinds)[number]

export interface HelperOptions {
  fields: readonly FileField[]
  from: number
  total: boolean
  width: number
  perDisc: boolean
  how: LetterCase
  language: CaseLanguage
  find: string
  with: string
  regex: boolean
  matchCase: boolean
  whole: boolean
  /** Where a value is split, and what stands between those that are joined. */
  at: string
  pattern: string
  a: FileField
  b: FileField
}

/** Which helpers take some fields to work on. */
export const worksOnFields = (kind: HelperKind): boolean =>
  kind === 'case' || kind === 'replace' || kind === 'clean' || kind === 'split' || kind === 'join'

/** None while it is not said yet what is to be done. */
export function stepsOf(kind: HelperKind, options: HelperOptions): TextStep[] {
  const { from, total, width, perDisc, how, language, find, regex, matchCase, whole, at, pattern, a, b } =
    options
  const fields = [...options.fields]
  if (worksOnFields(kind) && !fields.length) return []
  switch (kind) {
    case 'number':
      return [{ do: 'number', from, total, width, perDisc }]
    case 'case':
      return [{ do: 'case', fields, how, language }]
    case 'replace':
      return find === '' ? [] : [{ do: 'replace', fields, find, with: options.with, regex, matchCase, whole }]
    case 'clean':
      return [{ do: 'clean', fields }]
    case 'split':
      return at === '' ? [] : [{ do: 'split', fields, at }]
    case 'join':
      return [{ do: 'join', fields, with: at }]
    case 'fromName':
      return pattern.trim() === '' ? [] : [{ do: 'fromName', pattern }]
    case 'swap':
      return a === b ? [] : [{ do: 'swap', a, b }]
    case 'copy':
      return a === b ? [] : [{ do: 'copy', from: a, to: b }]
  }
}
