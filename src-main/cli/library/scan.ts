import { resolve } from 'node:path'
import type { Job } from '#contract/entities.ts'
import type { ExitCode } from '../exit-codes.ts'
import { codeOf, followJob, hintAtPending, summarise } from '../terminal/job-summary.ts'
import { followLibrary } from '../playlists/follow.ts'
import { printJson, type Session } from '../session.ts'

/**
 * `earshot scan [FOLDER…] [--analyse] [--verify]`: adds the folders and reads what is new in them; without any, in all
 * known. `--verify` checks the content of what looks as it did, too.
 */
export async function scan(
  session: Session,
  folders: string[],
  options: { analyse?: boolean; verify?: boolean }
): Promise<ExitCode> {
  const { engine, terminal } = session
  const started = Date.now()
  const scanned = await scanJobs(session, folders, options.verify === true)
  let analysed: Job | null = null
  if (options.analyse && !session.signal.aborted) {
    analysed = await followJob(session, await engine.call('analysis.start', {}))
  }
  await followLibrary(session, started)
  if (session.json) {
    const overview = await engine.call('library.overview', {})
    printJson(terminal, {
      folders: overview.folders.map(({ path, state, tracks }) => ({ path, state, tracks })),
      scan: scanned && summarise(scanned),
      analysis: analysed && summarise(analysed),
      tracks: overview.tracks,
      analysed: overview.analysed,
      failures: overview.failures
    })
  }
  await hintAtPending(engine, terminal.note)
  return codeOf(scanned, analysed)
}

async function scanJobs(session: Session, folders: string[], verify: boolean): Promise<Job | null> {
  const { engine } = session
  if (folders.length === 0) return followJob(session, await engine.call('library.scan', { verify }))
  const paths = folders.map(folder => resolve(folder))
  const added = await engine.call('library.addFolders', { paths, verify })
  const folderIds = added.folders.map(({ id }) => id)
  return followJob(session, added.job ?? (await engine.call('library.scan', { folderIds, verify })))
}
