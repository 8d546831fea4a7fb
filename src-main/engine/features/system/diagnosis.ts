import type { Doctor } from '#contract/entities.ts'

type Problem = Doctor['problems'][number]

/** Free space below which the next scan or analysis may fill the disk, bytes. */
const leastFree = 200e6

export interface Beside {
  /** Why better decoders were not taken. */
  refused: string[]
  /** Folders of the library that cannot be reached. */
  missingFolders: string[]
  /** Bytes free where the data folder lies; null where that cannot be known. */
  free: number | null
}

const needed =
  'Install Earshot again, or restore the models folder; nothing can be heard or searched by sound until then.'
const unneeded = 'It is not in use. Remove it, and add it again if you want it.'

/** What is wrong, each with what to do about it. Empty when all is well. */
export function diagnose(found: Omit<Doctor, 'problems'>, beside: Beside): Problem[] {
  const problems: Problem[] = []
  const { decoder, database, models, providers } = found

  if (decoder.kind !== 'ffmpeg') {
    problems.push({
      code: 'no-decoder',
      message: `ffmpeg is not in use: ${beside.refused.join(' ')}`,
      advice: `Install ffmpeg, or set its path; until then only ${decoder.detail} can be heard.`
    })
  }
  for (const { id, state, detail } of models) {
    if (state === 'ok') continue
    problems.push({
      code: state === 'missing' ? 'model-missing' : 'model-corrupt',
      message: detail ?? `The model ${id} is ${state}.`,
      advice: id === found.model.id ? needed : unneeded
    })
  }
  if (providers.length > 0 && !providers.some(({ chosen }) => chosen)) {
    problems.push({
      code: 'model-refused',
      message: `No execution provider passed its self-test: ${providers.map(({ provider, reason }) => `${provider} (${reason ?? 'no reason'})`).join(', ')}`,
      advice: 'Install Earshot again; if that does not help, report it together with this text.'
    })
  }
  if (database.integrity !== 'ok') {
    const [newest] = database.backups
    problems.push({
      code: 'database-damaged',
      message: `The database is damaged: ${database.integrity}.`,
      advice: newest
        ? `Restore the newest backup, ${newest}, with "earshot restore" or in the settings; the damaged database is kept.`
        : 'Move the data folder away and scan your folders again.'
    })
  }
  if (beside.free !== null && beside.free < leastFree) {
    problems.push({
      code: 'disk-full',
      message: `Only ${Math.round(beside.free / 1e6)} MB are free where the library is kept (${found.dataFolder}).`,
      advice: 'Free some space, or choose another data folder.'
    })
  }
  for (const path of beside.missingFolders) {
    problems.push({
      code: 'not-found',
      message: `The folder ${path.toWellFormed()} cannot be reached.`,
      advice: 'Connect its drive and scan again, or remove the folder from the library.'
    })
  }
  return problems
}
