import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { EarshotError } from '../../src-main/contract/errors.ts'
import { tagFields } from '../../src-main/contract/field-uses.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { PictureStore } from '../../src-main/core/covers/picture-store.ts'
import { stampOf } from '../../src-main/core/tagging/write/checks.ts'
import { checkFile, placeCopy, prepareCopy } from '../../src-main/core/tagging/write/write-file.ts'
import { changedFields } from '../../src-main/core/tags/fields.ts'
import * as files from '../../src-main/core/tags/index.ts'
import { damage } from './damage.ts'
import { randomChanges } from './random-tags.ts'

export interface EditOutcome {
  written: number
  /** Before a copy was made. */
  refused: number
  /** After it was compared. */
  left: number
  /** Milliseconds. */
  slowest: number
  wrong: string[]
}

/** Edits a damaged copy of a file as the writer does, and looks at what became of it. */
export async function editDamaged(path: string, copy: string, seed: number): Promise<EditOutcome> {
  const outcome: EditOutcome = { written: 0, refused: 0, left: 0, slowest: 0, wrong: [] }
  const temporary = `${copy}.new`
  const bytes = damage(readFileSync(path), seed)
  writeFileSync(copy, bytes)
  const wrong = (what: string): number => outcome.wrong.push(`seed ${seed}: ${what}`)
  const start = performance.now()
  try {
    const state = await edit(copy, temporary, seed, wrong)
    outcome[state]++
    if (state !== 'written' && !readFileSync(copy).equals(bytes)) wrong('refused, and changed all the same')
  } catch (thrown) {
    outcome.refused++
    if (!(thrown instanceof EarshotError) || thrown.code === 'internal') wrong(String(thrown))
    if (!readFileSync(copy).equals(bytes)) wrong('refused, and changed all the same')
  }
  if (existsSync(temporary)) wrong('a copy was left behind')
  outcome.slowest = performance.now() - start
  rmSync(copy)
  return outcome
}

async function edit(
  copy: string,
  temporary: string,
  seed: number,
  wrong: (what: string) => void
): Promise<'written' | 'left'> {
  const before = files.readFields(copy)
  const wanted = files.fieldsAsWritten(before.container, {
    ...randomChanges(generator(seed)),
    mood: [`s${seed}`]
  })
  const changed = changedFields(wanted).map(([field]) => field)
  const look = async (): Promise<unknown> => [
    files.everythingElse(copy, { changed }),
    await files.audioHash(copy)
  ]
  const beside = await look()
  const changes = changedFields(wanted).map(([field, after]) => {
    return { field, before: files.valuesOf(before, field), after }
  })
  const order = {
    path: copy,
    temporary,
    expected: stampOf(copy),
    changes,
    keepTimes: false,
    restores: false,
    back: null
  }
  const seen = checkFile(order, files)
  const ready = await prepareCopy(order, seen, files, new PictureStore(dirname(copy)))
  if (ready.state !== 'ready') return 'left'
  const placed = await placeCopy({ ...ready, path: copy, temporary, seen })
  if (placed.state !== 'done') return 'left'
  const after = files.readFields(copy)
  for (const field of new Set([...tagFields, ...changed])) {
    const should = wanted[field] ?? files.valuesOf(before, field)
    if (!isDeepStrictEqual(files.valuesOf(after, field), should)) wrong(`${field} reads back otherwise`)
  }
  if (!isDeepStrictEqual(await look(), beside)) wrong('something else changed')
  return 'written'
}
