import { basename } from 'node:path'
import type { Folder, Passage } from '#contract/entities.ts'
import { EarshotError, toFailure, type Failure } from '#contract/errors.ts'
import type { LeftOut } from '#contract/left-out.ts'
import type { Database } from '../database/open.ts'
import { isWithin, pathForDisplay } from '../files/paths.ts'
import { failureStatements } from '../database/statements/failures.ts'
import { folderStatements } from '../database/statements/folders.ts'
import { leftOutStatements } from '../database/statements/left-out.ts'
import { trackStatements } from '../database/statements/tracks.ts'
import type { Asking, JobPlan } from '../jobs/index.ts'
import { Committer, inodeOf } from './committer.ts'
import { knownBelow, type KnownFiles, type Standing } from './compare.ts'
import { isSameContent } from './content-identity.ts'
import { countOf, gather, leaveOut } from './left-out.ts'
import type { FoundFile } from './list-folder.ts'
import type { MetadataPool } from './metadata-pool.ts'
import { isBelow, planLooks, planWalks, type Start } from './starts.ts'
import { walk, type Finding } from './walk.ts'
import type { ChangedPlace } from './watch/changed-places.ts'

export interface ScanPlanOptions {
  db: Database
  pool: MetadataPool
  /** The folders to look at next; asked again until there are none, so that some may be added while it runs. */
  nextFolders(): WantedFolders
  /** How texts are read that do not say how they are encoded. */
  charset: () => string
  now: () => number
  /** After each batch: so many tracks were added, changed or marked. */
  onCommit(tracks: number): void
}

/** `verify`: files that look as they did are checked, too. */
export interface WantedFolders {
  folders: Folder[]
  /** Where something is known to have changed. */
  places: ChangedPlace[]
  verify: boolean
}

/** A file that has to be read. */
export interface UnreadFile extends FoundFile {
  knownId: number | null
  /** It looks as it did: it is read only where its content is another. */
  verify: boolean
  /** Where it is told if it turns out to be no file to read. */
  leftOut: LeftOut[]
}

/** A place that is being walked, or was. */
interface Visit {
  start: Start
  known: KnownFiles
  verify: boolean
  /** Paths that could not be looked at in an earlier scan and have not failed again. */
  healed: Set<string>
  leftOut: LeftOut[]
  reached: boolean
  /** Passages by cue sheets, by the paths of their files. */
  sheets: Map<string, readonly Passage[]>
}

/** A file of several names, none of which is a track so far: which one counts is told once all are seen. */
interface OneOfSeveral {
  file: FoundFile & { linked: string }
  standing: Standing
  here: Visit
}

const isAny = ({ folders, places }: WantedFolders): boolean => folders.length > 0 || places.length > 0

/** A scan as a job. The question: which files are new or changed? The step: read one of them. */
export function scanPlan(options: ScanPlanOptions): JobPlan<UnreadFile> {
  const { db, pool, charset, now } = options
  const folders = folderStatements(db)
  const tracks = trackStatements(db)
  const failures = failureStatements(db)
  const leftOut = leftOutStatements(db)
  const visits: Visit[] = []
  /** Files of several names that are tracks, by device and inode. */
  const named = new Set<string>()
  const several: OneOfSeveral[] = []
  let all = folders.all()
  const committer = new Committer({ db, folders: () => all, now, onCommit: options.onCommit })

  async function* question(asking: Asking): AsyncGenerator<UnreadFile> {
    asking.signal.addEventListener('abort', () => void pool.close(), { once: true })
    for (let next = options.nextFolders(); isAny(next); next = options.nextFolders()) {
      all = folders.all()
      const { starts, roots } = planWalks(all, next.folders)
      for (const start of starts) yield* visit(start, roots, next.verify, asking)
      const looks = planLooks(all, next.places).starts.filter(
        ({ path }) => !starts.some(start => isWithin(path, start.path))
      )
      for (const start of looks) yield* visit(start, roots, false, asking)
    }
    if (!asking.signal.aborted) yield* firstNames(asking)
  }

  /** Of each file that has several names the first by its path, unless one is a track already. */
  function* firstNames(asking: Asking): Generator<UnreadFile> {
    several.sort((a, b) => (a.file.path < b.file.path ? -1 : 1))
    for (const { file, standing, here } of several) {
      const second = named.has(file.linked)
      named.add(file.linked)
      if (second) leaveOut(here.leftOut, 'second-name', file.path)
      if (!second && (standing !== 'failed-before' || here.verify)) {
        yield { ...file, knownId: null, verify: false, leftOut: here.leftOut }
      } else asking.skip(1)
    }
  }

  async function* visit(
    start: Start,
    roots: string[],
    verify: boolean,
    asking: Asking
  ): AsyncGenerator<UnreadFile> {
    const known = knownBelow(start, tracks, failures)
    const failed = failures.below(start.path, 'scan').filter(({ path }) => isBelow(path, start))
    const healed = new Set(failed.map(({ path }) => path))
    const here: Visit = { start, known, verify, healed, leftOut: [], reached: true, sheets: new Map() }
    try {
      const list = (folder: string) => pool.run('list', folder)
      const concurrency = pool.capacity
      for await (const finding of walk({
        start: start.path,
        shallow: start.shallow === true,
        roots,
        list,
        concurrency,
        signal: asking.signal
      })) {
        for (const path of finding.sheets) await readSheet(path, here)
        yield* compare(finding, here, asking)
      }
    } catch (thrown) {
      if (asking.signal.aborted || !(thrown instanceof EarshotError)) throw thrown
      here.reached = false
      // That a drive is not there shows in the folder's state; anything else has a reason to tell.
      if (thrown.code !== 'not-found') fail(start.path, toFailure(thrown), here)
    }
    if (asking.signal.aborted) return
    await markFolders(start, here.reached)
    visits.push(here)
  }

  function* compare(finding: Finding, here: Visit, asking: Asking): Generator<UnreadFile> {
    gather(here.leftOut, finding.leftOut)
    let settled = countOf(finding.leftOut)
    for (const file of finding.files) {
      const { standing, id } = here.known.see(file)
      const { linked } = file
      if (linked !== undefined && id === null) {
        several.push({ file: { ...file, linked }, standing, here })
        continue
      }
      if (linked !== undefined) named.add(linked)
      const unread = standing === 'new' || standing === 'changed'
      if (unread || here.verify) {
        const asBefore = standing === 'unchanged' || standing === 'back'
        yield { ...file, knownId: id, verify: asBefore, leftOut: here.leftOut }
      } else settled++
      if (standing === 'back' && id !== null) committer.setAvailable(id, true)
    }
    for (const { path, failure } of finding.failures) fail(path, failure, here)
    asking.skip(settled)
  }

  /** A sheet that cannot be read is no reason to stop, and its music is there without it. */
  async function readSheet(path: string, here: Visit): Promise<void> {
    try {
      const { files, problem } = await pool.run('sheet', { path, charset: charset() })
      for (const file of files) here.sheets.set(file.path, file.passages)
      if (problem !== null)
        leaveOut(here.leftOut, problem === 'junk' ? 'no-sheet' : 'sheet-without-file', path)
    } catch (thrown) {
      if (!(thrown instanceof EarshotError) || thrown.code === 'cancelled') throw thrown
      leaveOut(here.leftOut, 'no-sheet', path)
    }
  }

  function fail(path: string, failure: Failure, here: Visit): void {
    here.healed.delete(path)
    committer.fail(path, 'scan', failure, null, null)
  }

  async function markFolders(start: Start, reached: boolean): Promise<void> {
    for (const folder of start.folders) {
      const there = folder.path === start.path ? reached : await canList(folder.path)
      folders.setState(folder.id, there ? 'present' : 'missing')
    }
  }

  async function isAsKnown({ path, knownId }: UnreadFile): Promise<boolean> {
    const known = knownId === null ? null : tracks.byId(knownId)
    return known !== null && isSameContent(await pool.run('identify', path), known.contentId)
  }

  function canList(path: string): Promise<boolean> {
    return pool.run('list', path).then(
      () => true,
      () => false
    )
  }

  /** Whether it is a track already by another name, in a place that was not looked at now. */
  function isSecondName({ path, linked, knownId }: UnreadFile, contentId: Uint8Array): boolean {
    if (linked === undefined || knownId !== null) return false
    return tracks.byContent(contentId).some(one => one.path !== path && inodeOf(one.path) === linked)
  }

  /** Only after the last file was read: until then, what is missing here may yet turn up there. */
  function conclude(): void {
    for (const { start, known, healed, leftOut: passedBy, reached, sheets } of visits) {
      if (reached) committer.putSheets(sheets, path => isBelow(path, start))
      const [own, ...inside] = start.folders
      const outermost = !all.some(({ id, path }) => id !== own?.id && isWithin(start.path, path))
      if (reached && own?.path === start.path && outermost) {
        leftOut.replace(
          [own, ...inside].map(({ id }) => id),
          passedBy
        )
      }
      // One that was moved meanwhile, by this scan or by a plan that renames, is not where it was and not gone.
      for (const { id, path } of known.missing())
        if (!committer.moved.has(id) && tracks.byId(id)?.path === path) committer.setAvailable(id, false)
      for (const path of known.stale()) committer.forget(path, 'read')
      for (const path of healed) committer.forget(path, 'scan')
      for (const folder of start.folders) folders.setScanned(folder.id, now())
    }
  }

  return {
    question,
    concurrency: pool.capacity,
    label: file => pathForDisplay(basename(file.path)),
    step: async file => {
      if (file.size === 0) throw new EarshotError('unreadable-file', 'The file is empty.')
      if (file.verify && (await isAsKnown(file))) return 'skipped'
      try {
        const facts = await pool.run('read', { path: file.path, charset: charset() })
        if (isSecondName(file, facts.contentId)) {
          leaveOut(file.leftOut, 'second-name', file.path)
          return 'skipped'
        }
        committer.put(file.path, facts, file.knownId)
        return 'done'
      } catch (thrown) {
        if (!(thrown instanceof EarshotError) || thrown.code !== 'video') throw thrown
        // Nothing went wrong.
        committer.fail(file.path, 'read', toFailure(thrown), file.knownId, file)
        return 'skipped'
      }
    },
    onFailure: (file, failure) => committer.fail(file.path, 'read', failure, file.knownId, file),
    finish: async complete => {
      committer.flush() // tells which tracks have moved
      if (complete) conclude()
      committer.flush()
      await pool.close()
    }
  }
}
