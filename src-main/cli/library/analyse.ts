import type { ExitCode } from '../exit-codes.ts'
import { codeOf, followJob, hintAtPending, summarise } from '../terminal/job-summary.ts'
import { followLibrary } from '../playlists/follow.ts'
import { printJson, type Session } from '../session.ts'

/** `earshot analyse [--retry]`: listens to every track that was not listened to yet. */
export async function analyse(session: Session, options: { retry?: boolean }): Promise<ExitCode> {
  const { engine, terminal } = session
  const started = Date.now()
  // A retry looks at the files again first: they may have been mended since.
  if (options.retry) await followJob(session, await engine.call('library.retry', {}))
  const job = await followJob(session, await engine.call('analysis.start', {}))
  await followLibrary(session, started)
  if (session.json) {
    const { tracks, analysed, failures } = await engine.call('library.overview', {})
    printJson(terminal, { analysis: summarise(job), tracks, analysed, failures })
  }
  await hintAtPending(engine, terminal.note)
  return codeOf(job)
}
