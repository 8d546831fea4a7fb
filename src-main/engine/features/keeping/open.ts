import { readDocument } from '../../../core/keeping/read-document.ts'
import { writeDocument } from '../../../core/keeping/write-document.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'

/** What its owner made of a library, out and in as one document. */
export function openKeeping({ db, changes }: Pick<Base, 'db' | 'changes'>): { handlers: Family<'keeping'> } {
  return {
    handlers: {
      'keeping.export': () => writeDocument(db),
      'keeping.import': async (document, signal) => {
        const report = await readDocument(db, document, signal)
        changes.tell('listening.changed', null)
        changes.tell('taught.changed', null)
        changes.tell('tags.changed', { what: 'taught' })
        changes.tell('tags.changed', { what: 'history' })
        changes.tell('playlists.changed', { id: null })
        return report
      }
    }
  }
}
