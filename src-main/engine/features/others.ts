import type { Base } from '../base.ts'
import type { EngineOptions } from '../options.ts'
import type { Handlers } from '../wire/handler.ts'
import { openAnalysis } from './analysis/open.ts'
import { openCovers } from './covers/open.ts'
import { openDoubles } from './doubles/open.ts'
import { openKeeping } from './keeping/open.ts'
import { openLibrary } from './library/open.ts'
import { openMap } from './map/open.ts'
import { openModels } from './models/open.ts'
import { openPlaylists } from './playlists/open.ts'
import type { openSearch } from './search/open.ts'
import { openSystem } from './system/open.ts'
import { openTags } from './tags/open.ts'

type Wishes = Required<Pick<EngineOptions, 'analyseAfterScan' | 'afterCrash' | 'reasonWords'>> &
  Pick<EngineOptions, 'battery' | 'onWarning'>

/** All features but the search, in the order in which they hear of changes, and the handlers of all. */
export function openOthers(
  base: Base,
  search: ReturnType<typeof openSearch>,
  { analyseAfterScan, afterCrash, reasonWords, battery, onWarning }: Wishes
) {
  const library = openLibrary(base)
  const analysis = openAnalysis(base, { follows: analyseAfterScan, afterCrash, battery }, onWarning)
  const models = openModels(base, analysis.modelSwitch)
  const playlists = openPlaylists(base, search.client, reasonWords)
  const tags = openTags(base, search.client)
  const covers = openCovers(base)
  const doubles = openDoubles(base, search.client)
  const map = openMap(base, search.client)
  const keeping = openKeeping(base)
  const system = openSystem(base, analysis)
  const handlers = {
    ...search.handlers,
    ...library.handlers,
    ...analysis.handlers,
    ...models.handlers,
    ...playlists.handlers,
    ...tags.handlers,
    ...covers.handlers,
    ...doubles.handlers,
    ...map.handlers,
    ...keeping.handlers,
    ...system.handlers
  } satisfies Handlers
  return { library, analysis, models, playlists, tags, covers, handlers }
}
