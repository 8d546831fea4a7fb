import { lookAtDocument, readDocument } from '../../../core/keeping/read-document.ts'
import { writeDocument } from '../../../core/keeping/write-document.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'

type Ports = Pick<Base, 'db' | 'changes' | 'settings' | 'backups'>

/** What its owner made of a library, out and in as one document. */
export function openKeeping({ db, changes, settings, backups }: Ports): { handlers: Family<'keeping'> } {
  return {
    handlers: {
      'keeping.export': () => writeDocument(db),
      'keeping.look': (document, signal) => lookAtDocument(db, document, signal),
      'keeping.import': async (document, signal) => {
        // What is wrong with it is told before anything is made because of it.
        await lookAtDocument(db, document, signal)
        const backup = await backups.make('import')
        const report = await readDocument(db, document, signal)
        if (report.leftOut + report.aside > 0) changes.tell('tracks.left', null)
        changes.tell('listening.changed', null)
        changes.tell('taught.changed', null)
        for (const what of ['terms', 'taught', 'history'] as const) changes.tell('tags.changed', { what })
        changes.tell('playlists.changed', { id: null })
        if (report.settings.taken.length > 0) changes.tell('settings.changed', settings.get())
        return { ...report, backup }
      }
    }
  }
}
