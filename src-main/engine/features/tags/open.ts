import type { Events } from '#contract/events.ts'
import { analysisStatements } from '../../../core/database/statements/analyses.ts'
import { measurementStatements } from '../../../core/database/statements/measurements.ts'
import { taughtStatements } from '../../../core/database/statements/taught.ts'
import { termStatements } from '../../../core/database/statements/terms.ts'
import { trackStatements } from '../../../core/database/statements/tracks.ts'
import { Previewer } from '../../../core/tagging/edits/previewer.ts'
import { soundProposals } from '../../../core/tagging/plan/sound-proposals.ts'
import { Tagging } from '../../../core/tagging/tagging.ts'
import { TaughtBook } from '../../../core/tagging/taught/book.ts'
import { TermBook } from '../../../core/tagging/terms/term-book.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import { workerFile } from '../../workers/worker-files.ts'
import type { SearchClient } from '../search/search-client.ts'
import { historyHandlers } from './history.ts'
import { planHandlers } from './plans.ts'
import { taughtHandlers } from './taught.ts'
import { termHandlers } from './terms.ts'

interface TagsFeature {
  handlers: Family<'tags'> & Family<'taught'> & Family<'plans'> & Family<'history'>
  /** After the jobs have ended. */
  close(): Promise<void>
}

/** Findings of an audit that a plan may name. */
const mostFindings = 10_000

export function openTags(base: Base, search: SearchClient): TagsFeature {
  const { db, jobs, changes, settings, models, dataFolder, backups, log } = base
  const analyses = analysisStatements(db)
  const measurements = measurementStatements(db)
  const tracks = trackStatements(db)
  const changed = (what: Events['tags.changed']['what']): void => changes.tell('tags.changed', { what })

  const tagging = new Tagging({
    db,
    dataFolder,
    jobs,
    worker: workerFile('tag-writer'),
    proposals: soundProposals({
      suggest: (ids, signal) => search.ask('suggest', { ids, learn: true }, { signal }),
      measured: ids => measurements.byTracks(ids)
    }),
    audit: signal => search.ask('audit', { limit: mostFindings }, { signal }),
    analysed: () => (models.id === null ? [] : analyses.analysedIds(models.id)),
    journalDays: () => settings.get().journalDays,
    textCharset: () => settings.get().textCharset,
    beforeWriting: files => backups.beforeWriting(files),
    changed,
    onLog: log
  })
  const previewer = new Previewer(db, dataFolder, workerFile('tag-writer'))
  changes.on('model.in-use', () => {
    changed('terms')
    changed('taught')
  })

  return {
    handlers: {
      ...termHandlers({
        book: new TermBook(termStatements(db)),
        search,
        tagging,
        previewer,
        changed: () => changed('terms')
      }),
      ...taughtHandlers({
        book: new TaughtBook(taughtStatements(db), path => tracks.byPath(path)?.id ?? null),
        search,
        changed: () => {
          changed('taught')
          changes.tell('taught.changed', null)
        },
        learnt: () => changed('taught')
      }),
      ...planHandlers(tagging, () => changed('plans')),
      ...historyHandlers(tagging)
    },
    close: async () => {
      await previewer.close()
      await tagging.close()
    }
  }
}
