import { realpathSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Folder } from '#contract/entities.ts'
import { isWithin, pathForFs, pathFromBytes } from '../files/paths.ts'
import type { ChangedPlace } from './watch/changed-places.ts'

/** Where a walk begins, and which folders of the library it answers for. */
export interface Start {
  path: string
  folders: Folder[]
  /** Only what is right in it. */
  shallow?: boolean
}

export interface WalkPlan {
  starts: Start[]
  /** Real paths of all folders of the library. */
  roots: string[]
}

/**
 * Plans the walks for some folders of the library. A folder inside another, by its path or through a link, is walked
 * as a part of that one, so that every file has one path however many folders it lies in.
 */
export function planWalks(all: readonly Folder[], wanted: readonly Folder[]): WalkPlan {
  const real = new Map(all.map(folder => [folder.id, realPath(folder.path)]))
  const realOf = (folder: Folder): string => real.get(folder.id) ?? folder.path
  const starts: Start[] = []
  for (const folder of [...wanted].sort((a, b) => a.id - b.id)) {
    const path = startOf(folder, all, realOf)
    const around = starts.find(start => isWithin(path, start.path))
    if (around !== undefined) around.folders.push(folder)
    else {
      const inside = starts.filter(start => isWithin(start.path, path))
      for (const start of inside) starts.splice(starts.indexOf(start), 1)
      starts.push({ path, folders: [folder, ...inside.flatMap(start => start.folders)] })
    }
  }
  return { starts, roots: all.map(realOf) }
}

/** Where to look for what has changed in some places: each in a folder of the library, by the path a walk takes to it. */
export function planLooks(all: readonly Folder[], places: readonly ChangedPlace[]): WalkPlan {
  const { starts, roots } = planWalks(all, all)
  const there = places.filter(({ path }) => starts.some(start => isWithin(path, start.path)))
  return { starts: there.map(({ path, deep }) => ({ path, folders: [], shallow: !deep })), roots }
}

/** Whether a path is of what a walk from this start sees. */
export const isBelow = (path: string, start: Start): boolean =>
  start.shallow === true ? dirname(path) === start.path : isWithin(path, start.path)

/** The folder's path as it is reached from the outermost folder around it. */
function startOf(folder: Folder, all: readonly Folder[], realOf: (folder: Folder) => string): string {
  const own = realOf(folder)
  let outermost = folder
  for (const other of all) {
    const wider = isWithin(realOf(outermost), realOf(other)) && realOf(outermost) !== realOf(other)
    const elder = realOf(outermost) === realOf(other) && other.id < outermost.id
    if (wider || elder) outermost = other
  }
  return outermost === folder ? folder.path : join(outermost.path, relative(realOf(outermost), own))
}

function realPath(path: string): string {
  try {
    return pathFromBytes(realpathSync(pathForFs(path), 'buffer'))
  } catch {
    return path // cannot be reached now: taken by its name
  }
}

/** The innermost folder that a path lies below. */
export function ownerOf(path: string, folders: readonly Folder[]): Folder | null {
  let owner: Folder | null = null
  for (const folder of folders) {
    if (isWithin(path, folder.path) && folder.path.length > (owner?.path.length ?? -1)) owner = folder
  }
  return owner
}
