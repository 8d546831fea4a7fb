import { resolve } from 'node:path'
import type { Edit, Step } from '#contract/edits.ts'
import { EarshotError } from '#contract/errors.ts'
import { pictureKinds, type PictureKind } from '#contract/pictures.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, plain } from '../terminal/text.ts'
import { coverLine } from './cover-text.ts'
import { coversOf } from './covers-of.ts'
import { planEdits, type EditOptions } from './edit.ts'
import { editedTracks } from './edit-tracks.ts'
import { saveCovers } from './save-covers.ts'

export interface CoverOptions extends EditOptions {
  add?: string
  replace?: string
  fromFolder?: boolean
  kind?: PictureKind
  /** Kinds; all where none is named. */
  remove?: PictureKind[] | true
  scale?: number
  save?: string
}

/** `earshot tag cover [PATH…]`: what pictures there are, saved out, or a plan that changes them. */
export async function coverTags(session: Session, paths: string[], options: CoverOptions): Promise<ExitCode> {
  const { add, replace, fromFolder, remove, scale, save } = options
  const asked = [add, replace, fromFolder, remove, scale, save].filter(one => one !== undefined)
  if (asked.length > 1) {
    throw new EarshotError(
      'bad-request',
      'Ask for one thing: --add, --replace, --from-folder, --remove, --scale or --save.'
    )
  }
  const ids = await editedTracks(session, paths, options)
  if (save !== undefined) return saveCovers(session, ids, resolve(save))
  if (asked.length === 0) return listCovers(session, ids)
  const edits = fromFolder
    ? await editsFromFolders(session, ids)
    : [{ ids, steps: [await stepOf(session, options)] }]
  return planEdits(session, 'Covers', edits, options)
}

async function stepOf(
  { engine }: Session,
  { add, replace, kind = 'front', remove, scale }: CoverOptions
): Promise<Step> {
  const file = add ?? replace
  if (file !== undefined) {
    const { hash } = await engine.call('covers.keep', { path: resolve(file) })
    return { do: add === undefined ? 'coverReplace' : 'coverAdd', picture: hash, kind }
  }
  if (scale !== undefined) return { do: 'coverScale', longest: scale }
  return remove === true ? { do: 'coverRemove' } : { do: 'coverRemove', kinds: remove ?? [] }
}

/** The picture that lies beside each track becomes its front. Throws not-found where there is none beside any. */
async function editsFromFolders({ engine, terminal }: Session, ids: number[]): Promise<Edit[]> {
  const edits = new Map<string, Edit>()
  let without = 0
  for await (const { id, beside } of coversOf(engine, ids)) {
    const name = beside[0]
    if (name === undefined) {
      without++
      continue
    }
    const { hash } = await engine.call('covers.keep', { beside: { id, name } })
    const edit: Edit = edits.get(hash) ?? {
      ids: [],
      steps: [{ do: 'coverReplace', picture: hash, kind: 'front' } as const]
    }
    edit.ids.push(id)
    edits.set(hash, edit)
  }
  if (without > 0)
    terminal.note(`${countOf(without, 'track')} with no picture beside: cover, folder or front.`)
  if (edits.size === 0) throw new EarshotError('not-found', 'There is no picture beside any of these tracks.')
  return [...edits.values()]
}

async function listCovers({ engine, terminal, json }: Session, ids: number[]): Promise<ExitCode> {
  const tracks: unknown[] = []
  let failed = 0
  for await (const { id, path, covers, beside, failure } of coversOf(engine, ids)) {
    if (failure !== null) failed++
    tracks.push({ id, path, covers, beside, failure })
    if (json) continue
    terminal.print(plain(path))
    for (const cover of covers) terminal.print(`  ${coverLine(cover)}`)
    if (failure !== null) terminal.print(plain(`  ${failure.message}`))
    else if (covers.length === 0) terminal.print('  no picture')
    if (beside.length > 0) terminal.print(plain(`  beside it: ${beside.join(', ')}`))
  }
  if (json) printJson(terminal, { tracks })
  return failed > 0 ? exitCodes.failed : exitCodes.ok
}

/** "front,back". Throws bad-request. */
export function kindOf(text: string): PictureKind {
  const kind = pictureKinds.find(known => known === text)
  if (kind !== undefined) return kind
  throw new EarshotError(
    'bad-request',
    `There is no kind "${plain(text)}"; there are ${pictureKinds.join(', ')}.`
  )
}
