import { portableSettings, type SettingName } from '#contract/settings.ts'
import type { DocumentReport, LibraryDocument } from '#contract/library-document.ts'
import type { Database } from '../database/open.ts'
import { ownedStatements } from '../database/statements/owned.ts'
import { searchesStatements } from '../database/statements/searches.ts'
import { settingStatements } from '../database/statements/settings.ts'
import { termStatements } from '../database/statements/terms.ts'
import { foldTerm, mostOwnTerms } from '../tagging/terms/vocabulary.ts'

const names = Object.keys(portableSettings.shape) as SettingName[]

/** What somebody set; what is as it came is left out, and so is what no setting may have. */
export function settingsOf(db: Database): NonNullable<LibraryDocument['settings']> {
  const statements = settingStatements(db)
  const set = names.flatMap(name => {
    const { success, data } = portableSettings.shape[name].safeParse(statements.get(name))
    return success ? [[name, data] as const] : []
  })
  return Object.fromEntries(set)
}

/** Takes those that nobody has set here. */
export function takeInSettings(
  db: Database,
  settings: NonNullable<LibraryDocument['settings']>
): DocumentReport['settings'] {
  const statements = settingStatements(db)
  const own = settingsOf(db)
  const named = names.filter(name => settings[name] !== undefined && settings[name] !== own[name])
  const taken = named.filter(name => own[name] === undefined)
  for (const name of taken) statements.set(name, settings[name])
  return { taken, kept: named.filter(name => !taken.includes(name)) }
}

/** Changes to words that were not changed here; own words as long as there is room. */
export function takeInTerms(
  db: Database,
  terms: NonNullable<LibraryDocument['terms']>
): DocumentReport['terms'] {
  const { all, put } = termStatements(db)
  const key = ({ group, name }: { group: string; name: string }): string => `${group}:${foldTerm(name)}`
  const here = all()
  const known = new Set(here.map(key))
  let room = mostOwnTerms - here.filter(({ state }) => state === 'own').length
  let added = 0
  for (const term of terms) {
    if (known.has(key(term)) || (term.state === 'own' && room <= 0)) continue
    put(term)
    known.add(key(term))
    added++
    if (term.state === 'own') room--
  }
  return { added, known: terms.length - added }
}

/** Gives how many were not asked here before. */
export function takeInAsked(db: Database, asked: NonNullable<LibraryDocument['asked']>): number {
  const { allHistory, keepHistory } = searchesStatements(db)
  const known = new Set(allHistory().map(({ text }) => text))
  const fresh = asked.filter(({ text }) => !known.has(text))
  for (const one of fresh) keepHistory(one)
  return fresh.length
}

/** Gives how many pairs were not known to be two recordings. */
export function takeInApart(
  db: Database,
  pairs: NonNullable<LibraryDocument['apart']>,
  trackOf: (track: number) => number | null,
  now: number
): number {
  const { setApart } = ownedStatements(db)
  let fresh = 0
  for (const { one, other } of pairs) {
    const [a, b] = [trackOf(one), trackOf(other)]
    if (a !== null && b !== null && a !== b && setApart(Math.min(a, b), Math.max(a, b), now)) fresh++
  }
  return fresh
}
