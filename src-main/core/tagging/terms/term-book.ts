import { EarshotError } from '#contract/errors.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { TermStatements } from '../../database/statements/terms.ts'
import { readTerms, type ReadTerms } from './import-terms.ts'
import { foldTerm, isDefault, vocabulary } from './vocabulary.ts'

type Spelling = Pick<ParsedInput<'tags.setTerm'>, 'name' | 'group'>

/** The user's changes to the vocabulary. */
export class TermBook {
  readonly #statements: TermStatements

  constructor(statements: TermStatements) {
    this.#statements = statements
  }

  /** Throws bad-request for another spelling of a term that is there. */
  set({ name, group, phrases, enabled }: ParsedInput<'tags.setTerm'>): void {
    this.#refuseSpelt({ name, group })
    const kept = this.#statements.all().find(edit => edit.group === group && edit.name === name)
    const own = isDefault(group, name) ? ('changed' as const) : ('own' as const)
    const state = enabled ? own : 'off'
    this.#statements.put({ group, name, phrases: phrases ?? kept?.phrases ?? [], state })
  }

  reset({ name, group }: Spelling): void {
    this.#statements.remove(group, name)
  }

  /** Takes in a list of terms; says what was new, known and refused. */
  import({ text, group }: ParsedInput<'tags.importTerms'>): ReadTerms {
    const read = readTerms(text, group, vocabulary(this.#statements.all()))
    for (const edit of read.added) this.#statements.put(edit)
    return read
  }

  #refuseSpelt({ name, group }: Spelling): void {
    const alike = vocabulary(this.#statements.all()).filter(term => term.group === group)
    if (alike.some(term => term.name === name)) return
    const spelt = alike.find(term =>
      [term.name, ...term.aliases].some(one => foldTerm(one) === foldTerm(name))
    )
    if (!spelt) return
    throw new EarshotError('bad-request', `The vocabulary has "${spelt.name}" for this already.`)
  }
}
