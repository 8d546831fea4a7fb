import type { Band, SearchHit } from '#contract/entities.ts'
import { say } from './say.ts'

/** How well a track sounds like it. `doubtful`: where it may be no sound, what scores well is no match for that. */
export const bandText = (band: Band, doubtful: boolean): string =>
  doubtful ? (band === 'weak' ? '' : say.bands.doubtful) : say.bands[band]

/** How a track answers a search: by which names, and how well it sounds like it; a name alone says nothing of that. */
export const matchText = ({ band, named }: Pick<SearchHit, 'band' | 'named'>, doubtful: boolean): string =>
  [named ? say.named.whole(named) : '', named && band === 'weak' ? '' : bandText(band, doubtful)]
    .filter(Boolean)
    .join(', ')
