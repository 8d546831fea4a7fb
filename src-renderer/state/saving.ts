import type { EntryReason } from '#contract/reasons.ts'

/** What becomes a playlist: tracks as they are listed now, and the search that would find them again. */
export interface Saving {
  trackIds: number[]
  reasons?: (EntryReason | null)[]
  /** What it is called unless somebody says otherwise. */
  name: string
  /** Null: there is none, and no smart playlist of it. */
  search: string | null
  /** Whether anything clearly fits that search now. */
  fits?: boolean
}
