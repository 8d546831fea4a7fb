import type { SearchHit } from '#contract/entities.ts'
import { say } from './say.ts'

/** How a track answers a search: by which names, and how well it sounds like it; a name alone says nothing of that. */
export const matchText = ({ band, named }: Pick<SearchHit, 'band' | 'named'>): string =>
  [named ? say.named.whole(named) : '', named && band === 'weak' ? '' : say.bands[band]]
    .filter(Boolean)
    .join(', ')
