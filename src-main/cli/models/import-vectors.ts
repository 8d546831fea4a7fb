import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, formatCount, plain } from '../terminal/text.ts'

/** `earshot model import-vectors PATH…`: what another machine has heard, for tracks that are known by their content. */
export async function importVectors(session: Session, paths: string[]): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  const files = (await Promise.all(paths.map(path => filesAt(resolve(path))))).flat()
  const found = await engine.call('models.importVectors', { paths: files }, signal)
  if (json) return printJson(terminal, found)
  const { id, version, taken, known, unknown, repeated, unmeasured } = found
  const twice = repeated > 0 ? ` ${formatCount(repeated)} came twice.` : ''
  terminal.print(
    `${countOf(taken, 'track')} can be searched now by what ${plain(id)} ${plain(version)} heard of them elsewhere; ` +
      `${formatCount(known)} were heard already, ${countOf(unknown, 'sound')} of the file are no track here.${twice}`
  )
  if (unmeasured > 0)
    terminal.note(`Tempo, key and loudness of ${countOf(unmeasured, 'track')} are not in it: "earshot analyse" measures them.`)
  return exitCodes.ok
}

/** A folder stands for the Parquet files in it. What cannot be looked at is named when it is read. */
async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory() !== true) return [path]
  const names = (await readdir(path)).filter(name => name.endsWith('.parquet')).toSorted()
  if (names.length > 0) return names.map(name => join(path, name))
  throw new EarshotError('not-found', `There is no Parquet file in ${plain(path)}.`)
}
