import type { SearchClient } from '../search/search-client.ts'
import type { Family } from '../../wire/handler.ts'

/** What proposes playlists: all of it is answered where the sounds are. */
export function draftHandlers(search: SearchClient): Family<'drafts'> {
  return {
    'drafts.make': (input, signal) => search.ask('makeDraft', input, { signal }),
    'drafts.path': (input, signal) => search.ask('makePath', input, { signal }),
    'drafts.smooth': (input, signal) => search.ask('smoothOrder', input, { signal }),
    'drafts.goOn': (input, signal) => search.ask('goOn', input, { signal }),
    'drafts.reroll': (input, signal) => search.ask('rerollPlace', input, { signal }),
    'drafts.doctor': (input, signal) => search.ask('examinePlaylist', input, { signal })
  }
}
