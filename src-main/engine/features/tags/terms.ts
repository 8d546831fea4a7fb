import type { Previewer } from '../../../core/tagging/edits/previewer.ts'
import type { TermBook } from '../../../core/tagging/terms/term-book.ts'
import type { SearchClient } from '../search/search-client.ts'
import type { Tagging } from '../../../core/tagging/tagging.ts'
import type { Family } from '../../wire/handler.ts'

export interface TermPorts {
  book: TermBook
  search: Pick<SearchClient, 'ask'>
  tagging: Pick<Tagging, 'read' | 'known'>
  previewer: Previewer
  /** The vocabulary is another one now. */
  changed(): void
}

export function termHandlers({ book, search, tagging, previewer, changed }: TermPorts): Family<'tags'> {
  return {
    'tags.terms': (_input, signal) => search.ask('terms', {}, { signal }),
    'tags.setTerm': term => {
      book.set(term)
      changed()
      return null
    },
    'tags.resetTerm': term => {
      book.reset(term)
      changed()
      return null
    },
    'tags.importTerms': list => {
      const { added, known, refused } = book.import(list)
      if (added.length > 0) changed()
      return { added: added.length, known, refused }
    },
    'tags.suggest': (input, signal) => search.ask('suggest', input, { signal }),
    'tags.read': (input, signal) => tagging.read(input, signal),
    'tags.preview': input => previewer.preview(input),
    'tags.known': input => tagging.known(input),
    'tags.describe': (input, signal) => search.ask('describe', input, { signal }),
    'tags.audit': (input, signal) => search.ask('audit', input, { signal })
  }
}
