import { parentPort } from 'node:worker_threads'
import { EarshotError } from '#contract/errors.ts'
import { doubleAnswers } from '../../core/doubles/answers.ts'
import { mapAnswers } from '../../core/map/answers.ts'
import { KeptLayout } from '../../core/map/layout.ts'
import { playlistAnswers } from '../../core/playlists/answers.ts'
import { searchAnswers } from '../../core/search/answers.ts'
import { openSearcher, type SearchPlaces } from '../../core/search/open-searcher.ts'
import { OwnTower } from '../../core/search/own-tower.ts'
import type { Searcher } from '../../core/search/searcher.ts'
import { TagAnswers } from '../../core/tagging/answers.ts'
import { TaughtAnswers } from '../../core/tagging/taught/answers.ts'
import { termSource } from '../../core/tagging/terms/term-source.ts'
import { serveThread, type Answers } from '../../core/threads/index.ts'
import type { SearchNotice, SoundTasks } from './sound-tasks.ts'

interface Opened {
  searcher: Searcher
  answers: Answers<SoundTasks>
}

// Owns the text tower, the vectors and a read-only database handle; answers searches, one after the other.
let places: SearchPlaces | null = null
const tower = new OwnTower()
let opening: Promise<Opened> | null = null
let stale = false

async function open(): Promise<Opened> {
  if (places === null)
    throw new EarshotError('internal', 'The search was asked before it was told where to look.')
  const searcher = await openSearcher(places, tower)
  const taught = new TaughtAnswers(searcher)
  const tags = new TagAnswers(termSource(places, searcher, tower), taught.carried)
  const playlists = playlistAnswers(searcher, taught.carriers)
  return {
    searcher,
    answers: {
      ...searchAnswers(searcher),
      ...tags.answers,
      ...taught.answers,
      ...playlists,
      ...doubleAnswers(searcher.library),
      ...mapAnswers(searcher, new KeptLayout(places.dataFolder, searcher.library.model))
    }
  }
}

const ignore = (): void => undefined

/** Opened once; a failure (no model yet, say) is tried again by the next ask. */
async function answers(): Promise<Answers<SoundTasks>> {
  opening ??= open()
  try {
    const opened = await opening
    if (stale) opened.searcher.library.refresh()
    stale = false
    return opened.answers
  } catch (thrown) {
    opening = null
    throw thrown
  }
}

if (parentPort !== null) {
  serveThread<SoundTasks>(parentPort, answers, {
    notice: heard => {
      const notice = heard as SearchNotice
      if (notice === 'changed') stale = true
      else {
        places = notice.places
        // Loads while nobody has asked yet.
        answers().catch(ignore)
      }
    },
    // Somebody types; what takes long lets it in between.
    urgent: ['complete', 'query', 'similar', 'heat', 'moments'],
    rest: () => void opening?.then(({ searcher }) => searcher.library.db.pragma('shrink_memory'), ignore),
    /** What runs comes to an end by itself once its tower is closed. */
    close: async () => {
      await tower.close()
      const opened = await opening?.catch(() => null)
      opened?.searcher.library.db.close()
    }
  })
}
