import { setTimeout } from 'node:timers/promises'
import { EarshotError } from '#contract/errors.ts'
import type { TaughtBook } from '../../../core/tagging/taught/book.ts'
import type { SearchClient } from '../search/search-client.ts'
import type { Family } from '../../wire/handler.ts'

export interface TaughtPorts {
  book: TaughtBook
  search: Pick<SearchClient, 'ask'>
  changed(): void
  /** The list knows more than it did; nothing was marked. */
  learnt(): void
}

/** Milliseconds. */
const startAfter = 250
/** Milliseconds between two notices while many tags are learnt. */
const tellEvery = 3000

export function taughtHandlers({ book, search, changed, learnt }: TaughtPorts): Family<'taught'> {
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

  const told = <Result>(result: Result): Result => {
    changed()
    return result
  }

  return {
    'taught.list': async ({ wait }, signal) => {
      const stored = book.all()
      if (stored.length === 0) return []
      try {
        if (wait) while ((await search.ask('taught-learn', {}, { signal })) > 0);
        const tags = await search.ask('taught-list', {}, { signal })
        if (tags.some(tag => tag.learning)) void catchUp()
        return tags
      } catch (thrown) {
        // Without a model the tags and their examples are still there.
        if (thrown instanceof EarshotError && thrown.code.startsWith('model-')) return stored
        throw thrown
      }
    },
    'taught.create': ({ name }) => told(book.create(name)),
    'taught.rename': ({ id, name }) => {
      book.rename(id, name)
      return told(null)
    },
    'taught.remove': ({ id }) => {
      book.remove(id)
      return told(null)
    },
    'taught.restore': of => {
      book.restore(of)
      return told(null)
    },
    'taught.mark': marks => {
      book.mark(marks)
      return told(null)
    },
    'taught.answer': (input, signal) => search.ask('taught-answer', input, { signal })
  }
}
