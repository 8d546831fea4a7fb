import type { Doctor } from '#contract/entities.ts'
import type { DecoderRefusal, Problem } from '#contract/faults.ts'

/** Free space below which the next scan or analysis may fill the disk, bytes. */
const leastFree = 200e6

export interface Beside {
  /** Why better decoders were not taken. */
  refused: DecoderRefusal[]
  /** Folders of the library that cannot be reached. */
  missingFolders: string[]
  /** Bytes free where the data folder lies; null where that cannot be known. */
  free: number | null
}

/** What is wrong. Empty when all is well. */
export function diagnose(found: Omit<Doctor, 'problems'>, beside: Beside): Problem[] {
  const { decoder, database, models, providers, dataFolder } = found
  const problems: Problem[] = []
  if (decoder.kind !== 'ffmpeg')
    problems.push({ code: 'no-decoder', refused: beside.refused, formats: decoder.detail })
  for (const { id, state, fault } of models) {
    if (fault === null) continue
    const code = state === 'missing' ? 'model-missing' : 'model-corrupt'
    problems.push({ code, id, fault, inUse: id === found.model.id })
  }
  if (providers.length > 0 && !providers.some(({ chosen }) => chosen)) {
    const tried = providers.map(({ provider, reason }) => ({ provider, reason }))
    problems.push({ code: 'model-refused', providers: tried })
  }
  if (database.integrity !== 'ok') {
    const [backup = null] = database.backups
    problems.push({ code: 'database-damaged', fault: database.integrity, backup })
  }
  if (beside.free !== null && beside.free < leastFree)
    problems.push({ code: 'disk-full', free: beside.free, dataFolder })
  for (const path of beside.missingFolders) problems.push({ code: 'not-found', path })
  return problems
}
