import type { DoubleTasks } from '../../core/doubles/answers.ts'
import type { MapTasks } from '../../core/map/answers.ts'
import type { PlaylistTasks } from '../../core/playlists/answers.ts'
import type { SearchTasks } from '../../core/search/answers.ts'
import type { SearchPlaces } from '../../core/search/open-searcher.ts'
import type { TagTasks } from '../../core/tagging/answers.ts'
import type { TaughtTasks } from '../../core/tagging/taught/answers.ts'

/** What the search worker is asked: all that is answered where the sounds are. */
export interface SoundTasks
  extends SearchTasks, PlaylistTasks, TagTasks, TaughtTasks, DoubleTasks, MapTasks {}

/**
 * What it is told. `places`: once, before anything is asked; it may have been started long before anybody could say them.
 * `changed`: what is in the library.
 */
export type SearchNotice = 'changed' | { places: SearchPlaces }
