import type { SearchClient } from '../search/search-client.ts'
import type { Family } from './handler.ts'

export function searchHandlers(search: SearchClient): Family<'search'> {
  return {
    'search.query': (input, signal) => search.query(input, { signal }),
    'search.similar': (input, signal) => search.similar(input, { signal }),
    'search.heat': (input, signal) => search.heat(input, { signal })
  }
}
