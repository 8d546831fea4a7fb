import type { MessagePort } from 'node:worker_threads'
import { EarshotError } from '#contract/errors.ts'
import { compileFilters, passingTracks } from '../database/compile/filters.ts'
import { openReader } from '../database/open.ts'
import { modelStatements } from '../database/statements/models.ts'
import { vectorStatements } from '../database/statements/vectors.ts'
import { VectorIndex } from '../search/vectors/vector-index.ts'
import { serveThread } from '../threads/index.ts'
import { standBehind } from '../analysis/effort.ts'
import { layOut } from './lay-out.ts'
import { KeptLayout, type Layout } from './layout.ts'

export interface LayoutWorkerData {
  dataFolder: string
  model: { name: string; version: string; dimension: number }
  /** Behind which other programs it stands. */
  priority: number
}

export interface LayoutTasks {
  /** Goes on until so much of it is done, 0..1; at 1 it is kept. */
  advance: [{ to: number }, null]
}

/** The answering end of the thread that lays a library out. */
export function serveLayout(port: MessagePort, data: LayoutWorkerData): void {
  standBehind(data.priority)
  const kept = new KeptLayout(data.dataFolder, data.model)
  let work: Generator<number, Layout> | null = null
  let at = 0
  serveThread<LayoutTasks>(port, {
    advance: async ({ to }, { pause }) => {
      work ??= layOut(...tracksOf(data), kept.read())
      while (at < to || to >= 1) {
        await pause()
        const next = work.next()
        if (next.done) {
          kept.write(next.value)
          break
        }
        at = next.value
      }
      return null
    }
  })
}

/** The vectors of all tracks, and the rows of those that are shown. */
function tracksOf({ dataFolder, model }: LayoutWorkerData): [VectorIndex, Uint32Array] {
  const db = openReader(dataFolder)
  try {
    const index = new VectorIndex(model.dimension)
    const modelId = modelStatements(db).findId(model.name, model.version)
    if (modelId === null) throw new EarshotError('model-missing', 'This model has heard no track.')
    for (const { trackIds, vectors } of vectorStatements(db).meansAfter(modelId, 0))
      index.add(trackIds, vectors)
    const rows = passingTracks(db, compileFilters([])).flatMap(id => index.rowOf(id) ?? [])
    return [index, Uint32Array.from(rows).sort()]
  } finally {
    db.close()
  }
}
