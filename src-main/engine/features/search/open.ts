import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '../../../core/files/cache-folder.ts'
import type { SearchPlaces } from '../../../core/search/open-searcher.ts'
import { forgetKeptPhrases } from '../../../core/search/scoring/kept-phrases.ts'
import { searchesStatements } from '../../../core/database/statements/searches.ts'
import type { Thread } from '../../../core/threads/index.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import type { SoundTasks } from '../../workers/sound-tasks.ts'
import { resource, workerFile } from '../../workers/worker-files.ts'
import { SearchClient } from './search-client.ts'

interface SearchFeature {
  handlers: Family<'search'>
  /** For the features whose questions are answered where the sounds are. */
  client: SearchClient
  /** From now on what a search needs is loaded a while after a window has opened, which comes first; a server that nobody looks at holds none of it. */
  start(closing: AbortSignal): void
  close(): Promise<void>
}

/** Milliseconds. */
const warmUpAfter = 1500

/** `begun`: see `SearchClient`. */
export function openSearch(
  { db, dataFolder, modelsFolder, models, changes }: Base,
  begun?: Thread<SoundTasks>
): SearchFeature {
  const glossariesFolder = fileURLToPath(resource('glossaries'))
  const phrasesFolder = fileURLToPath(resource('phrases'))
  const places = (): SearchPlaces => ({
    dataFolder,
    modelsFolder,
    glossariesFolder,
    phrasesFolder,
    model: models.model?.id
  })
  const client = new SearchClient(workerFile('search'), places(), begun)
  changes.on('library.changed', () => client.changed())
  changes.on('listening.changed', () => client.changed())
  changes.on('model.in-use', () => client.use(places()))
  const searches = searchesStatements(db)
  return {
    client,
    handlers: {
      'search.query': (input, signal) => client.query(input, { signal }),
      'search.similar': (input, signal) => client.similar(input, { signal }),
      'search.heat': (input, signal) => client.heat(input, { signal }),
      'search.complete': (input, signal) => client.ask('complete', input, { signal }),
      'search.saved': () => searches.saved(),
      'search.save': ({ text }) => {
        const id = searches.save(text.trim(), Date.now())
        return searches.saved().find(one => one.id === id)!
      },
      'search.forget': ({ id }) => {
        searches.forget(id)
        return null
      },
      'search.used': ({ text }) => {
        searches.used(text.trim(), Date.now())
        return null
      },
      'search.forgetUsed': () => {
        searches.forgetHistory()
        forgetKeptPhrases(cacheFolder(dataFolder))
        return null
      },
      'search.moments': (input, signal) => client.ask('moments', input, { signal })
    },
    start: closing => {
      const off = changes.on('window.opened', () => {
        off()
        void setTimeout(warmUpAfter, undefined, { ref: false, signal: closing }).then(
          () => client.warm(),
          () => undefined
        )
      })
    },
    close: () => client.close()
  }
}
