import { parseCover } from '#contract/covers.ts'
import { PictureStore } from '../../covers/picture-store.ts'
import type { Database } from '../../database/open.ts'
import { spokenCoverStatements } from '../../database/statements/spoken-covers.ts'

/** Forgets the pictures that no plan and no batch of the journal speaks of any more. */
export function forgetPictures(db: Database, dataFolder: string, now: number): void {
  const spoken = spokenCoverStatements(db)
    .texts()
    .flatMap(text => parseCover(text)?.hash ?? [])
  new PictureStore(dataFolder).prune(new Set(spoken), now)
}
