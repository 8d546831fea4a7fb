import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backupKinds, type Backup, type BackupKind } from '#contract/keeping.ts'

/** Backups of each sort kept, those that Earshot makes by itself and those that were asked for; the oldest go first. */
export const backupsKept = 7

/** Without a kind: as the first editions named them, not compressed, before migrations. */
const pattern = /^earshot-v(\d+)-(\d{8}T\d{9}Z)(?:-([a-z]+))?\.db(?:\.gz)?$/

export const backupsFolder = (dataFolder: string): string => join(dataFolder, 'backups')

/** "20261128T085500000Z" */
export const stampOf = (time: Date): string => time.toISOString().replace(/[-:.]/g, '')

export const backupName = (version: number, kind: BackupKind, now: Date): string =>
  `earshot-v${version}-${stampOf(now)}-${kind}.db.gz`

/** The backups of a data folder, newest first. */
export function listBackups(dataFolder: string): Backup[] {
  const folder = backupsFolder(dataFolder)
  return namesIn(folder)
    .flatMap(name => readName(folder, name) ?? [])
    .sort((a, b) => b.at - a.at || b.name.localeCompare(a.name))
}

/** Removes the oldest beyond the limit: what was asked for never makes way for what was not. */
export function dropOldBackups(dataFolder: string): void {
  const all = listBackups(dataFolder)
  const asked = all.filter(({ kind }) => kind === 'asked')
  const own = all.filter(({ kind }) => kind !== 'asked')
  for (const { path } of [...asked.slice(backupsKept), ...own.slice(backupsKept)])
    rmSync(path, { force: true })
}

function readName(folder: string, name: string): Backup | null {
  const [, version, stamp, kind = 'migration'] = pattern.exec(name) ?? []
  const known = backupKinds.find(one => one === kind)
  if (stamp === undefined || known === undefined) return null
  const at = Date.parse(stamp.replace(/^(.{4})(..)(..T..)(..)(..)(...)Z$/, '$1-$2-$3:$4:$5.$6Z'))
  const path = join(folder, name)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile() || Number.isNaN(at)) return null
  return { name, path, kind: known, version: Number(version), at, bytes: stat.size }
}

/** Of what is no folder: none. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
