import type { Caller } from '#contract/bridge.ts'
import type { Job, LibraryOverview, TrackFailure } from '#contract/entities.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { Session } from '../session.ts'
import { progressPainter } from './progress.ts'
import { countOf, formatCount, formatSpan } from './text.ts'
import { waitForJob } from './wait-for-job.ts'

/** A job as `--json` tells it. */
export interface JobSummary {
  state: Job['state']
  done: number
  skipped: number
  failed: number
  seconds: number
  error: Job['error']
}

export const summarise = (job: Job): JobSummary => ({
  state: job.state,
  done: job.done,
  skipped: job.skipped,
  failed: job.failed,
  seconds: ((job.endedAt ?? job.startedAt) - job.startedAt) / 1000,
  error: job.error
})

/** Follows a job with a bar, and ends with a line about it. */
export async function followJob(session: Session, job: Job): Promise<Job> {
  const { engine, signal, terminal } = session
  const ended = await waitForJob(engine, job, signal, progressPainter(terminal))
  terminal.note(endLine(ended))
  return ended
}

const passedOver: Partial<Record<Job['kind'], string>> = {
  scan: 'unchanged or not music',
  doubles: 'with nothing like them',
  'playlist-export': 'already there'
}

const deed: Record<Job['kind'], (done: number) => string> = {
  scan: done => `Scanned ${countOf(done, 'file')}`,
  analysis: done => `Listened to ${countOf(done, 'track')}`,
  doubles: done => `Compared ${countOf(done, 'track')} with others like it`,
  map: () => 'Laid out the map',
  'tag-plan': done => `Planned changes for ${countOf(done, 'file')}`,
  'tag-write': done => `Wrote tags into ${countOf(done, 'file')}`,
  'tag-undo': done => `Put tags back in ${countOf(done, 'file')}`,
  'playlist-export': done => `Wrote ${countOf(done, 'file')}`,
  'model-add': () => 'Took the model in',
  'model-download': () => 'Fetched the model'
}

/** "Scanned 310 files in 4 s, 12 unchanged or not music, 2 failed." */
export function endLine(job: Job): string {
  const span = formatSpan(summarise(job).seconds)
  const failed = job.failed > 0 ? `, ${formatCount(job.failed)} failed` : ''
  const rest = passedOver[job.kind] ?? 'passed over'
  const skipped = job.skipped > 0 ? `, ${formatCount(job.skipped)} ${rest}` : ''
  if (job.state === 'failed') return job.error?.message ?? 'It failed, and nobody said why.'
  const did = deed[job.kind](job.done)
  return `${did} in ${span}${skipped}${failed}${job.state === 'cancelled' ? '; stopped early' : ''}.`
}

export const codeOf = (...jobs: (Job | null)[]): ExitCode =>
  jobs.some(job => job?.state === 'failed') ? exitCodes.failed : exitCodes.ok

/** Says what is still to be done, where something is. */
export async function hintAtPending(engine: Caller, note: (line: string) => void): Promise<void> {
  const overview = await engine.call('library.overview', {})
  if (overview.tracks === 0) {
    note('The library is empty: run "earshot scan FOLDER".')
    return
  }
  const failures = await engine.call('library.failures', {})
  noteNewEars(overview, note)
  const pending = countPending(overview, failures)
  if (pending > 0) note(`${countOf(pending, 'track')} not analysed yet: run "earshot analyse".`)
  if (failures.length > 0) {
    note(`${countOf(failures.length, 'file')} could not be read or heard: see "earshot status --failures".`)
  }
}

/** Says that a model of an earlier Earshot answers, and how far the one in its place has come. */
export function noteNewEars(
  { newEars, available }: Pick<LibraryOverview, 'newEars' | 'available'>,
  note: (line: string) => void
): void {
  if (newEars === null) return
  const heard = `has heard ${formatCount(newEars)} of ${countOf(available, 'track')}`
  note(`The new model ${heard}; until it has heard them all, the one before answers: run "earshot analyse".`)
}

/** Tracks that could be heard and were not yet: without those that were tried in vain. */
export function countPending(
  { available, analysed }: Pick<LibraryOverview, 'available' | 'analysed'>,
  failures: TrackFailure[]
): number {
  const inVain = new Set(failures.filter(isOfAnalysis).map(({ trackId }) => trackId))
  return Math.max(0, available - analysed - inVain.size)
}

const isOfAnalysis = ({ trackId, stage }: TrackFailure): boolean =>
  trackId !== null && (stage === 'decode' || stage === 'embed')
