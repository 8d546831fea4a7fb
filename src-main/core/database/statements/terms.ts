import type { TermGroup } from '#contract/field-uses.ts'
import type { Database } from '../open.ts'

/** A change of the user's to the vocabulary. */
export interface TermEdit {
  group: TermGroup
  name: string
  /** Empty: the usual ones. */
  phrases: string[]
  /** `own`: not in the vocabulary that comes along; `off`: not to be used. */
  state: 'own' | 'changed' | 'off'
}

export interface TermStatements {
  all(): TermEdit[]
  put(edit: TermEdit): void
  remove(group: TermGroup, name: string): void
}

export function termStatements(db: Database): TermStatements {
  const all = db.prepare<[], Omit<TermEdit, 'phrases'> & { phrases: string }>(
    'SELECT grouped AS "group", name, phrases, state FROM terms ORDER BY grouped, name'
  )
  const put = db.prepare<[string, string, string, string]>(
    'INSERT OR REPLACE INTO terms (grouped, name, phrases, state) VALUES (?, ?, ?, ?)'
  )
  const remove = db.prepare<[string, string]>('DELETE FROM terms WHERE grouped = ? AND name = ?')
  return {
    all: () => all.all().map(row => ({ ...row, phrases: JSON.parse(row.phrases) as string[] })),
    put: edit => void put.run(edit.group, edit.name, JSON.stringify(edit.phrases), edit.state),
    remove: (group, name) => void remove.run(group, name)
  }
}
