import { EarshotError } from '#contract/errors.ts'
import type { VectorImport } from '#contract/models.ts'
import { measuringMethod } from '../../audio/measure/measure.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import { analysisStatements } from '../../database/statements/analyses.ts'
import { contentStatements } from '../../database/statements/contents.ts'
import { failureStatements } from '../../database/statements/failures.ts'
import { modelStatements } from '../../database/statements/models.ts'
import { vectorStatements } from '../../database/statements/vectors.ts'
import { pathForDisplay } from '../../files/paths.ts'
import { modelTags } from '../../inference/model-tags.ts'
import { modelHash, type Model } from '../../inference/registry.ts'
import { chunkOf, chunkRows } from '../committer.ts'
import type { HeardRow } from './heard-row.ts'
import { heardRow } from './heard-row.ts'
import { Spool } from './spool.ts'
import { openVectorFile, type VectorFacts, type VectorFile } from './vector-file.ts'

export interface ImportPorts {
  db: Database
  /** Null: there is no such model here. */
  findModel(id: string): Model | null
}

/**
 * Takes in what another machine has heard, for tracks whose content is the same: all of it or nothing. Every row of every
 * file is verified first. A track that the model has heard as it is now keeps what it has. Tempo, key and loudness are not
 * in such a file: what is not measured here still waits to be. Throws what opening the files throws, bad-request for
 * vectors of a model that is not here in exactly that version, unreadable-file for a row that is not right.
 */
export async function importVectors(
  { db, findModel }: ImportPorts,
  paths: readonly string[],
  signal: AbortSignal
): Promise<VectorImport> {
  const files = await Promise.all(paths.map(openVectorFile))
  const model = modelOf(files, paths, findModel)
  const modelId = withDatabaseErrors(() => modelStatements(db).idOf(model.id, model.version))
  const contents = contentStatements(db)
  const spool = new Spool()
  try {
    const count = { rows: 0, known: 0, unknown: 0 }
    const seen = new Set<string>()
    for await (const row of verified(files, paths, model, signal)) {
      const key = Buffer.from(row.contentId).toString('hex')
      count.rows++
      if (seen.has(key)) continue
      seen.add(key)
      const tracks = contents.tracks(row.contentId, modelId, measuringMethod)
      if (tracks.length === 0) count.unknown++
      else if (tracks.some(track => !track.analysed)) spool.add(row)
      count.known += tracks.filter(track => track.analysed).length
    }
    signal.throwIfAborted()
    const taken = withDatabaseErrors(() => take(db, modelId, spool))
    const repeated = count.rows - seen.size
    return { id: model.id, version: model.version, ...count, repeated, ...taken }
  } finally {
    spool.close()
  }
}

/** The one model of all files, as it is here. */
function modelOf(
  files: readonly VectorFile[],
  paths: readonly string[],
  find: ImportPorts['findModel']
): Model {
  const [first] = files
  if (first === undefined) throw new EarshotError('bad-request', 'No file was named.')
  const model = find(first.facts.id)
  files.forEach(({ facts }, at) => requireSame(facts, model, pathForDisplay(paths[at]!)))
  return model!
}

function requireSame(facts: VectorFacts, model: Model | null, name: string): void {
  const refuse = (why: string): never => {
    throw new EarshotError('bad-request', `${name} holds vectors of ${facts.id} ${facts.version}; ${why}.`)
  }
  if (model?.id !== facts.id)
    return refuse(model === null ? 'that model is not here' : `the others are of ${model.id}`)
  if (model.version !== facts.version) return refuse(`here it is ${model.version}, whose vectors are others`)
  if (modelHash(model, 'audio') !== facts.audio)
    return refuse('they were heard by another file than its audio tower here')
  if (model.dimension !== facts.dimension)
    return refuse(`they have ${facts.dimension} numbers, not ${model.dimension}`)
  const names = modelTags(model).map(tag => tag.name)
  if (names.join('\n') !== facts.tags.join('\n')) return refuse('their tags are not those of the model here')
}

async function* verified(
  files: readonly VectorFile[],
  paths: readonly string[],
  { dimension }: Model,
  signal: AbortSignal
): AsyncGenerator<HeardRow> {
  for (const [at, { facts, read }] of files.entries()) {
    let number = 0
    for await (const rows of read(signal)) {
      for (const row of rows) {
        number++
        const found = heardRow(row, dimension, facts.tags.length)
        if (typeof found !== 'string') yield found
        else
          throw new EarshotError(
            'unreadable-file',
            `Row ${number} of ${pathForDisplay(paths[at]!)} ${found}.`
          )
      }
    }
  }
}

/** In one transaction: what came meanwhile is looked at again. */
function take(db: Database, modelId: number, spool: Spool): Pick<VectorImport, 'taken' | 'unmeasured'> {
  const contents = contentStatements(db)
  const analyses = analysisStatements(db)
  const vectors = vectorStatements(db)
  const failures = failureStatements(db)
  const write = db.transaction((now: number) => {
    const count = { taken: 0, unmeasured: 0 }
    let waiting: { id: number; sound: HeardRow }[] = []
    const flush = (): void => {
      if (waiting.length > 0) vectors.append(modelId, chunkOf(waiting))
      waiting = []
    }
    for (const row of spool.rows()) {
      const { contentId, starts, vectors: windows, tags, music, energy, valence, waveform, duration } = row
      const record = { starts, vectors: windows, tags, music, energy, valence, waveform, duration }
      for (const { id: trackId, path, analysed, measured } of contents.tracks(
        contentId,
        modelId,
        measuringMethod
      )) {
        if (analysed) continue
        analyses.put({ trackId, modelId, contentId, ...record }, now)
        failures.clear(path, 'embed')
        waiting.push({ id: trackId, sound: row })
        count.taken++
        if (!measured) count.unmeasured++
      }
      if (waiting.length >= chunkRows) flush()
    }
    flush()
    vectors.merge(modelId, chunkRows)
    return count
  })
  return write.immediate(Date.now())
}
