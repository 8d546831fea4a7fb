import { EarshotError } from '#contract/errors.ts'
import type { TermStatements } from '../../../core/database/statements/terms.ts'
import { readTerms } from '../../../core/tagging/terms/import-terms.ts'
import { foldTerm, isDefault, vocabulary } from '../../../core/tagging/terms/vocabulary.ts'
import type { SearchClient } from '../search/search-client.ts'
import type { Family } from '../../wire/handler.ts'

export interface TagPorts {
  terms: TermStatements
  search: Pick<SearchClient, 'ask'>
  /** The vocabulary is another one now. */
  changed(): void
}

export function tagHandlers({ terms, search, changed }: TagPorts): Family<'tags'> {
  return {
    'tags.terms': (_input, signal) => search.ask('terms', {}, { signal }),
    'tags.setTerm': ({ name, group, phrases, enabled }) => {
      const known = vocabulary(terms.all())
      const same = known.find(term => term.group === group && term.name === name)
      const spelt = known.find(
        term =>
          term.group === group && [term.name, ...term.aliases].some(one => foldTerm(one) === foldTerm(name))
      )
      if (!same && spelt) {
        throw new EarshotError('bad-request', `The vocabulary has "${spelt.name}" for this already.`)
      }
      const kept = terms.all().find(edit => edit.group === group && edit.name === name)
      const own = isDefault(group, name) ? ('changed' as const) : ('own' as const)
      terms.put({
        group,
        name,
        phrases: phrases ?? kept?.phrases ?? [],
        state: enabled ? own : 'off'
      })
      changed()
      return null
    },
    'tags.resetTerm': ({ name, group }) => {
      terms.remove(group, name)
      changed()
      return null
    },
    'tags.importTerms': ({ text, group }) => {
      const { added, known, refused } = readTerms(text, group, vocabulary(terms.all()))
      for (const edit of added) terms.put(edit)
      if (added.length > 0) changed()
      return { added: added.length, known, refused }
    },
    'tags.suggest': (input, signal) => search.ask('suggest', input, { signal }),
    'tags.describe': (input, signal) => search.ask('describe', input, { signal }),
    'tags.audit': (input, signal) => search.ask('audit', input, { signal })
  }
}
