import { setTimeout } from 'node:timers/promises'
import { EarshotError } from '#contract/errors.ts'
import type { TaughtTag } from '#contract/tagging.ts'
import type { StoredTaughtTag, TaughtStatements } from '../../../core/database/statements/taught.ts'
import type { SearchClient } from '../search/search-client.ts'
import type { Family } from '../../wire/handler.ts'

export interface TaughtPorts {
  statements: TaughtStatements
  search: Pick<SearchClient, 'ask'>
  /** Number of the track with that path, or null. */
  trackAt(path: string): number | null
  changed(): void
  /** The list knows more than it did; nothing was marked. */
  learnt(): void
}

/** Milliseconds. */
const startAfter = 250
/** Milliseconds between two notices while many tags are learnt. */
const tellEvery = 3000

export function taughtHandlers({
  statements,
  search,
  trackAt,
  changed,
  learnt
}: TaughtPorts): Family<'taught'> {
  const require = (id: number): StoredTaughtTag => {
    const tag = statements.byId(id)
    if (tag) return tag
    throw new EarshotError('not-found', 'There is no such taught tag (any more).')
  }
  const refuseTaken = (name: string, id: number | null): void => {
    const taken = statements.byName(name)
    if (taken && taken.id !== id) {
      throw new EarshotError('bad-request', `There is a taught tag named "${taken.name}" already.`)
    }
  }
  const plainTag = (tag: StoredTaughtTag): TaughtTag => ({ ...tag, reliability: null, found: null })

  let catchingUp = false
  /** Learns what the list does not know, tag by tag: whatever else is asked comes in between. */
  async function catchUp(): Promise<void> {
    if (catchingUp) return
    catchingUp = true
    // What follows a list (the tag that is open, say) goes first.
    await setTimeout(startAfter, undefined, { ref: false })
    let untold = false
    try {
      for (let left = 1, told = performance.now(); left > 0;) {
        left = await search.ask('taught-learn', {})
        untold = true
        if (left === 0 || performance.now() - told < tellEvery) continue
        learnt()
        told = performance.now()
        untold = false
      }
    } catch {
      // The engine closes, or the search stopped: the next list tries again.
    } finally {
      catchingUp = false
    }
    if (untold) learnt()
  }

  return {
    'taught.list': async ({ wait }, signal) => {
      const stored = statements.all()
      if (stored.length === 0) return []
      try {
        if (wait) while ((await search.ask('taught-learn', {}, { signal })) > 0);
        const tags = await search.ask('taught-list', {}, { signal })
        if (tags.some(tag => tag.learning)) void catchUp()
        return tags
      } catch (thrown) {
        // Without a model the tags and their examples are still there.
        if (thrown instanceof EarshotError && thrown.code.startsWith('model-')) return stored.map(plainTag)
        throw thrown
      }
    },
    'taught.create': ({ name }) => {
      refuseTaken(name, null)
      const id = statements.create(name, Date.now())
      changed()
      return plainTag(require(id))
    },
    'taught.rename': ({ id, name }) => {
      require(id)
      refuseTaken(name, id)
      statements.rename(id, name)
      changed()
      return null
    },
    'taught.remove': ({ id }) => {
      require(id)
      statements.remove(id, Date.now())
      changed()
      return null
    },
    'taught.restore': of => {
      const tag = statements.removed(of)
      if (!tag) throw new EarshotError('not-found', 'There is no removed tag to bring back.')
      refuseTaken(tag.name, tag.id)
      statements.restore(tag.id)
      changed()
      return null
    },
    'taught.mark': ({ id, trackIds, paths, mark }) => {
      require(id)
      const named = paths.map(path => {
        const track = trackAt(path)
        if (track !== null) return track
        throw new EarshotError('not-found', `${path} is not in the library; add its folder first.`)
      })
      statements.mark(id, [...trackIds, ...named], mark, Date.now())
      changed()
      return null
    },
    'taught.answer': (input, signal) => search.ask('taught-answer', input, { signal })
  }
}
