import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, plain } from '../terminal/text.ts'
import { coversOf, placeOf } from './covers-of.ts'

interface Saved {
  id: number
  file: string
  hash: string
}

/** Writes the pictures of tracks into a folder, each once; never over another file. */
export async function saveCovers(session: Session, ids: number[], folder: string): Promise<ExitCode> {
  const { engine, terminal, json } = session
  await mkdir(folder, { recursive: true }).catch((thrown: unknown) => {
    throw new EarshotError('no-access', `${folder} cannot be made: ${toFailure(thrown).message}`)
  })
  const saved = new Map<string, Saved>()
  const failed: string[] = []
  for await (const { id, path, covers } of coversOf(engine, ids)) {
    for (const cover of covers) {
      if (saved.has(cover.hash)) continue
      const file = placeOf(folder, path, cover)
      const bytes = await engine.call('covers.picture', { id, hash: cover.hash })
      if (await isPut(file, bytes)) saved.set(cover.hash, { id, file, hash: cover.hash })
      else failed.push(file)
    }
  }
  if (json) printJson(terminal, { saved: [...saved.values()], refused: failed })
  else {
    for (const { file } of saved.values()) terminal.print(plain(file))
    for (const file of failed) terminal.note(plain(`${file} is there already, and is another picture.`))
    terminal.note(`${countOf(saved.size, 'picture')} saved.`)
  }
  return failed.length > 0 ? exitCodes.failed : exitCodes.ok
}

/** Whether it lies there now, or lay there before. */
async function isPut(file: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(file, bytes, { flag: 'wx' })
    return true
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== 'EEXIST') throw thrown
    return Buffer.from(bytes).equals(await readFile(file))
  }
}
