import { EarshotError } from '#contract/errors.ts'
import type { SmartKeeper } from '../../../core/playlists/smart/keeper.ts'
import type { SearchClient } from '../search/search-client.ts'
import type { Family } from '../../wire/handler.ts'

export function smartHandlers(search: SearchClient, keeper: SmartKeeper): Family<'smart'> {
  return {
    'smart.preview': (input, signal) => search.ask('previewSmart', input, { signal }),
    'smart.changes': ({ id, since, limit }) => keeper.membership.changes(id, since, limit),
    'smart.refresh': async ({ id }, signal) => {
      const done = await keeper.refresh(id, signal)
      if (id !== undefined && done.playlists === 0)
        throw new EarshotError('not-found', 'There is no such smart playlist (any more).')
      return done
    }
  }
}
