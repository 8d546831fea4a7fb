import type { AxesMap, LikenessMap, MapColours } from '#contract/map.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { mapColourStatements } from '../database/statements/map-colours.ts'
import type { Searcher } from '../search/searcher.ts'
import type { Answers } from '../threads/index.ts'
import { axesMap } from './axes.ts'
import { coloursOf } from './colours.ts'
import type { KeptLayout } from './layout.ts'
import { passageOf } from './passage.ts'
import { placeNew } from './place-new.ts'

/** What a search worker is asked about the map. */
export interface MapTasks {
  'map-axes': [ParsedInput<'map.axes'>, AxesMap]
  'map-likeness': [null, LikenessMap]
  'map-colours': [ParsedInput<'map.colours'>, MapColours]
  'map-passage': [ParsedInput<'map.passage'>, { start: number }]
}

export function mapAnswers({ library, phrases }: Searcher, kept: KeptLayout): Answers<MapTasks> {
  const statements = mapColourStatements(library.db)
  const shown = () => {
    const set = library.allowed.passing([])
    const rows = library.rowsOf(set)
    return {
      rows,
      ids: Uint32Array.from(rows, row => library.index.ids[row]!),
      unheard: set.count - rows.length
    }
  }
  return {
    'map-axes': (input, { pause }) => axesMap(library, phrases, input, pause),
    'map-likeness': async (_, { pause }) => {
      const { rows, unheard } = shown()
      const layout = kept.read()
      if (layout === null) {
        const none = new Float32Array(0)
        const due = rows.length > 0
        return { ids: new Uint32Array(0), x: none, y: none, due, unplaced: rows.length + unheard }
      }
      const placed = await placeNew(library, layout, rows, pause)
      const { ids, x, y } = placed.layout
      if (placed.isNew) keep(kept, placed.layout)
      return { ids, x, y, due: placed.due, unplaced: rows.length - ids.length + unheard }
    },
    'map-colours': ({ by }) => coloursOf(statements, by, shown().ids),
    'map-passage': async (input, { pause }) => ({ start: await passageOf(library, phrases, input, pause) })
  }
}

/** What cannot be kept is placed again the next time. */
function keep(kept: KeptLayout, layout: Parameters<KeptLayout['write']>[0]): void {
  try {
    kept.write(layout)
  } catch {
    // The disk is full, or not to be written to.
  }
}
