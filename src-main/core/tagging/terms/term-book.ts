import { EarshotError } from '#contract/errors.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { TermStatements } from '../../database/statements/terms.ts'
import { readTerms, type ReadTerms } from './import-terms.ts'
import { foldTerm, isDefault, mostOwnTerms, vocabulary, type VocabularyTerm } from './vocabulary.ts'

type Spelling = Pick<ParsedInput<'tags.setTerm'>, 'name' | 'group'>

/** The user's changes to the vocabulary. */
export class TermBook {
  readonly #statements: TermStatements

  constructor(statements: TermStatements) {
    this.#statements = statements
  }

  /** Throws bad-request for another spelling of a term that is there, too-large for one too many. */
  set({ name, group, phrases, enabled }: ParsedInput<'tags.setTerm'>): void {
    this.#refuseSpelt({ name, group })
    const isNew = !this.#known().some(term => term.group === group && term.name === name)
    if (isNew) this.#requireRoom(1)
    const kept = this.#statements.all().find(edit => edit.group === group && edit.name === name)
    const own = isDefault(group, name) ? ('changed' as const) : ('own' as const)
    const state = enabled ? own : 'off'
    this.#statements.put({ group, name, phrases: phrases ?? kept?.phrases ?? [], state })
  }

  reset({ name, group }: Spelling): void {
    this.#statements.remove(group, name)
  }

  /** Takes in a list of terms; says what was new, known and refused. Throws too-large for more than there is room for. */
  import({ text, group }: ParsedInput<'tags.importTerms'>): ReadTerms {
    const read = readTerms(text, group, this.#known())
    if (read.added.length > 0) this.#requireRoom(read.added.length)
    for (const edit of read.added) this.#statements.put(edit)
    return read
  }

  #known(): VocabularyTerm[] {
    return vocabulary(this.#statements.all())
  }

  #requireRoom(wanted: number): void {
    const own = this.#known().filter(({ origin }) => origin === 'own').length
    if (own + wanted <= mostOwnTerms) return
    const [most, more] = [mostOwnTerms, wanted].map(number => number.toLocaleString('en'))
    throw new EarshotError(
      'too-large',
      `The vocabulary takes ${most} terms of your own; it has ${own} of them, and these are ${more} more.`
    )
  }

  #refuseSpelt({ name, group }: Spelling): void {
    const alike = this.#known().filter(term => term.group === group)
    if (alike.some(term => term.name === name)) return
    const spelt = alike.find(term =>
      [term.name, ...term.aliases].some(one => foldTerm(one) === foldTerm(name))
    )
    if (!spelt) return
    throw new EarshotError('bad-request', `The vocabulary has "${spelt.name}" for this already.`)
  }
}
