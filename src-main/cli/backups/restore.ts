import { createInterface } from 'node:readline/promises'
import { resolve } from 'node:path'
import type { Backup, BackupKind } from '#contract/keeping.ts'
import { EarshotError } from '#contract/errors.ts'
import { listBackups, restoreBackup } from '../../engine/restore.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type BareSession } from '../session.ts'
import { confirm } from '../terminal/confirm.ts'
import { printTable } from '../terminal/table.ts'
import { countOf, formatBytes, plain } from '../terminal/text.ts'

export interface RestoreOptions {
  yes?: boolean
}

/** `earshot restore [BACKUP]`: lists the backups there are, asks which, and puts it in the place of the library. */
export async function restore(
  session: BareSession,
  wanted: string | undefined,
  options: RestoreOptions
): Promise<ExitCode> {
  const { dataFolder, terminal, json } = session
  const backups = listBackups(dataFolder)
  if (wanted === undefined) {
    if (json) return printJson(terminal, { dataFolder, backups })
    show(session, backups)
    if (backups.length === 0)
      throw new EarshotError('not-found', `There is no backup in ${plain(dataFolder)}.`)
    wanted = await ask(session)
    if (wanted === '') return exitCodes.ok
  }
  const path = chosen(backups, wanted)
  const question = `${plain(path)} takes the place of the library in ${plain(dataFolder)}, which is kept beside it.`
  if (!options.yes && !(await confirm(session, question))) return exitCodes.failed
  const restored = await restoreBackup(dataFolder, path)
  if (json) return printJson(terminal, { restored: path, tracks: restored.tracks, kept: restored.kept })
  terminal.print(`Restored, with ${countOf(restored.tracks, 'track')}.`)
  if (restored.kept !== null) terminal.print(`What was there before is kept: ${plain(restored.kept)}`)
  return exitCodes.ok
}

const why: Record<BackupKind, string> = {
  migration: 'before an update',
  daily: 'of the day',
  tags: 'before tags were written',
  asked: 'asked for',
  replaced: 'before another was restored',
  import: 'before a document was taken in'
}

function show({ terminal }: BareSession, backups: readonly Backup[]): void {
  const rows = backups.map(({ at, kind, bytes, name }, i) => [
    String(i + 1),
    new Date(at).toISOString().slice(0, 16).replace('T', ' '),
    why[kind],
    formatBytes(bytes),
    name
  ])
  const heads = [
    { title: '#', align: 'right' as const },
    { title: 'made (UTC)' },
    { title: 'why' },
    { title: 'size', align: 'right' as const },
    { title: 'name', elastic: 1 }
  ]
  printTable(terminal, heads, rows)
}

/** Empty: none. */
async function ask({ terminal, signal }: BareSession): Promise<string> {
  if (!process.stdin.isTTY) {
    terminal.note('"earshot restore 1" puts the newest back.')
    return ''
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (
      await lines.question('Which one (its number; none: leave everything as it is)? ', { signal })
    ).trim()
  } finally {
    lines.close()
  }
}

function chosen(backups: readonly Backup[], wanted: string): string {
  const byNumber = /^\d{1,3}$/.test(wanted) ? backups[Number(wanted) - 1] : undefined
  return (byNumber ?? backups.find(({ name }) => name === wanted))?.path ?? resolve(wanted)
}
