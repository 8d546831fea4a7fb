import type { MessagePort } from 'node:worker_threads'
import { fileError } from '../files/errors.ts'
import { serveThread, type Answers } from '../threads/index.ts'
import { identityOf } from './content-identity.ts'
import { listFolder, type FolderListing } from './list-folder.ts'
import { readSheet, type ReadSheet } from './read-sheet.ts'
import type * as ReadTags from './read-tags.ts'
import type { FileFacts } from './read-tags.ts'

interface ToRead {
  path: string
  /** How texts are read that do not say how they are encoded. */
  charset: string
}

/** What the metadata worker does. All of it blocks while it reads the disk: that is why it is a worker. */
export interface MetadataTasks {
  list: [path: string, listing: FolderListing]
  read: [of: ToRead, facts: FileFacts]
  identify: [path: string, contentId: Uint8Array]
  sheet: [of: ToRead, sheet: ReadSheet]
}

export const metadataAnswers: Answers<MetadataTasks> = {
  list: path => listFolder(path),
  identify: path => identityOf(path),
  sheet: ({ path, charset }) => readSheet(path, charset),
  read: async ({ path, charset }) => {
    // Loaded when first needed: a rescan that finds nothing new never is. Asked for once: a tenth of reading else.
    const { readTags } = (reader ??= await import('./read-tags.ts'))
    return readTags(path, { charset })
  }
}

let reader: typeof ReadTags | null = null

export function serveMetadata(port: MessagePort, answers: Answers<MetadataTasks> = metadataAnswers): void {
  serveThread<MetadataTasks>(port, {
    list: (path, asking) => withFileErrors(() => answers.list(path, asking)),
    identify: (path, asking) => withFileErrors(() => answers.identify(path, asking)),
    sheet: (of, asking) => withFileErrors(() => answers.sheet(of, asking)),
    read: (of, asking) => withFileErrors(() => answers.read(of, asking))
  })
}

async function withFileErrors<Found>(look: () => Found | Promise<Found>): Promise<Found> {
  try {
    return await look()
  } catch (thrown) {
    throw fileError(thrown, { doing: 'read', what: 'file' })
  }
}
