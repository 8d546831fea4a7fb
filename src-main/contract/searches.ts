import { z } from 'zod'
import { id, nothing, reads, text, writes } from './request.ts'

/** A search that somebody keeps. */
export interface SavedSearch {
  id: number
  text: string
  savedAt: number
}

/** A way to go on with what is typed. `insert` takes the place of the text from `start` to `end`. */
export interface Completion {
  /** What it is; `used`: a whole search that was asked before, `example`: one that would find something here. */
  kind: 'field' | 'value' | 'artist' | 'album' | 'genre' | 'phrase' | 'used' | 'example'
  insert: string
  start: number
  end: number
}

const words = text.refine(one => one.trim() !== '', 'Say what to search for.')

export const searchesRequests = {
  /** Oldest first. */
  'search.saved': reads<SavedSearch[]>().with(() => nothing),
  /** One that is kept already is given back. */
  'search.save': writes<SavedSearch>().with(() => z.strictObject({ text: words })),
  'search.forget': writes<null>().with(() => z.strictObject({ id })),
  /** A search was meant: it comes up while the next is typed. */
  'search.used': writes<null>().with(() => z.strictObject({ text: words })),
  'search.forgetUsed': writes<null>().with(() => nothing),
  /** Ways to go on from the caret `at`; of an empty text what was asked before, and examples. */
  'search.complete': reads<Completion[]>().with(() =>
    z.strictObject({ text, at: z.int().min(0).max(20_000) })
  )
}
