import { relative } from 'node:path'
import type { Failure } from '#contract/errors.ts'
import { toFailure } from '#contract/errors.ts'
import type { LeftOut, LeftOutReason } from '#contract/left-out.ts'
import { isWithin } from '../files/paths.ts'
import type { FolderListing, FoundFile } from './list-folder.ts'

/** What the walk finds, a folder at a time. */
export interface Finding {
  files: FoundFile[]
  /** Cue sheets. */
  sheets: string[]
  /** Files that cannot be looked at and folders that cannot be listed. */
  failures: { path: string; failure: Failure }[]
  leftOut: LeftOut[]
}

export interface WalkOptions {
  /** Where to begin. */
  start: string
  /** Only what is right there. */
  shallow?: boolean
  /** Real paths of all folders of the library: what a link reaches inside them is found there by itself. */
  roots: readonly string[]
  list(folder: string): Promise<FolderListing>
  /** How many folders are listed at once. */
  concurrency: number
  signal: AbortSignal
}

/**
 * Walks a folder and everything below it. Links to folders outside the library are followed, each real folder once;
 * links are taken last and in order, so that the same file gets the same path every time.
 * Throws the failure of the start itself. Ends early when aborted.
 */
export async function* walk(options: WalkOptions): AsyncGenerator<Finding> {
  const visited = new Set<string>()
  const linkedFiles = new Set<string>()
  const links: FolderListing['links'] = []
  let start = options.start
  for (;;) {
    for await (const { folder, listing, failure } of listAll(start, options)) {
      if (failure !== null && folder === options.start) throw failure
      if (failure !== null)
        yield {
          files: [],
          sheets: [],
          failures: [{ path: folder, failure: toFailure(failure) }],
          leftOut: []
        }
      if (listing === null) continue
      if (visited.has(listing.identity)) {
        listing.folders.length = 0 // a loop, or a second way to the same place
        yield passedBy('seen-before', folder)
        continue
      }
      visited.add(listing.identity)
      links.push(...(options.shallow ? listing.links.filter(({ file }) => file !== null) : listing.links))
      yield {
        files: listing.files,
        sheets: listing.sheets,
        failures: listing.failures,
        leftOut: listing.leftOut
      }
    }
    if (options.signal.aborted) return
    links.sort((a, b) => (a.path < b.path ? 1 : -1))
    let next: string | null = null
    while (next === null) {
      const link = links.pop()
      if (link === undefined) return
      if (foundByItself(link.real, options.roots)) yield passedBy('link-inside', link.path)
      else if (link.file === null) next = link.path
      else {
        if (linkedFiles.has(link.real)) yield passedBy('seen-before', link.path)
        else yield { files: [link.file], sheets: [], failures: [], leftOut: [] }
        linkedFiles.add(link.real)
      }
    }
    start = next
  }
}

function passedBy(reason: LeftOutReason, path: string): Finding {
  return { files: [], sheets: [], failures: [], leftOut: [{ reason, count: 1, paths: [path] }] }
}

/** Whether a scan of the roots comes upon this path without the link: it does not look into what is hidden. */
function foundByItself(real: string, roots: readonly string[]): boolean {
  return roots.some(root => {
    if (!isWithin(real, root)) return false
    return !relative(root, real)
      .split(/[/\\]/)
      .some(part => part.startsWith('.'))
  })
}

interface Listed {
  folder: string
  listing: FolderListing | null
  failure: unknown
}

/** Lists a folder and, once the caller has looked at it, those in it, several at a time. */
async function* listAll(
  start: string,
  { list, concurrency, signal, shallow = false }: WalkOptions
): AsyncGenerator<Listed> {
  const waiting = [start]
  const atWork = new Map<string, Promise<Listed>>()
  while ((waiting.length > 0 || atWork.size > 0) && !signal.aborted) {
    while (waiting.length > 0 && atWork.size < concurrency) {
      const folder = waiting.pop()!
      const listed = list(folder).then(
        listing => ({ folder, listing, failure: null }),
        (failure: unknown) => ({ folder, listing: null, failure })
      )
      atWork.set(folder, listed)
    }
    const listed = await Promise.race(atWork.values())
    atWork.delete(listed.folder)
    if (signal.aborted) break
    yield listed
    if (!shallow) waiting.push(...(listed.listing?.folders ?? []).sort().reverse())
  }
}
