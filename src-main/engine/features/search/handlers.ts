import type { SearchClient } from './search-client.ts'
import type { Family } from '../../wire/handler.ts'

export function searchHandlers(search: SearchClient): Family<'search'> {
  return {
    'search.query': (input, signal) => search.query(input, { signal }),
    'search.similar': (input, signal) => search.similar(input, { signal }),
    'search.heat': (input, signal) => search.heat(input, { signal })
  }
}
