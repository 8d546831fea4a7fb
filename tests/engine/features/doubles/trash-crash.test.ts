import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../../../src-main/core/database/open.ts'
import { killTrashing } from '../../../../scripts/prove/kill-trashing.ts'
import { makeSong, tagLibrary, undoBatch, writePlan, type TagLibrary } from '../../../support/tag-library.ts'

/** Ways into the trash that a crash cut short: which end each is brought to, and what there was of it then. */
const moments = {
  'before the note': { end: 'library', there: ['file'] },
  'before the move': { end: 'library', there: ['file', 'note'] },
  'with both names': { end: 'trash', there: ['file', 'note', 'place'] },
  'after the move': { end: 'trash', there: ['note', 'place'] },
  'emptied since': { end: 'gone', there: [] }
}
const names = Object.keys(moments) as (keyof typeof moments)[]

let library: TagLibrary
const dataHome = process.env.XDG_DATA_HOME
beforeAll(async () => {
  library = await tagLibrary(music => {
    process.env.XDG_DATA_HOME = join(music, '../share')
    for (const name of [...names, 'kept', 'last']) makeSong(music, name, 'mp3')
  })
})
afterAll(async () => {
  await library.close()
  if (dataHome === undefined) delete process.env.XDG_DATA_HOME
  else process.env.XDG_DATA_HOME = dataHome
})

it('is in the library or in the trash, once, whenever it was cut short', async () => {
  const ids = new Map<string, number>()
  const { ids: all } = await library.engine.call('library.list', { sort: 'path', descending: false })
  for (const id of all) ids.set((await library.engine.call('library.track', { id })).title, id)
  const setAside = async (others: number[]): Promise<void> => {
    const groups = [{ keep: ids.get('kept')!, others }]
    const { id } = await library.engine.call('doubles.propose', { name: 'Doubles', groups, trash: true })
    expect(await writePlan(library.engine, id)).toMatchObject({ done: others.length, failed: 0 })
  }
  const placesOf = (name: string): Record<string, string> => ({
    file: join(library.music, `${name}.mp3`),
    place: join(library.work, 'share/Trash/files', `${name}.mp3`),
    note: join(library.work, 'share/Trash/info', `${name}.mp3.trashinfo`)
  })
  const bytes = new Map(names.map(name => [name, readFileSync(placesOf(name).file!)]))
  await setAside(names.map(name => ids.get(name)!))
  await library.engine.close()
  for (const name of names) {
    const { file, place, note } = placesOf(name)
    const there: readonly string[] = moments[name].there
    if (there.includes('file')) linkSync(place!, file!)
    if (!there.includes('place')) rmSync(place!)
    if (!there.includes('note')) rmSync(note!)
  }
  // The journal as a crash leaves it: begun, and nothing in the library is told of it.
  const db = openDatabase(library.dataFolder)
  db.exec(`UPDATE tag_writes SET state = 'begun'; DELETE FROM handovers; DELETE FROM left_tracks;
    UPDATE plan_changes SET state = 'open'`)
  db.close()
  await library.restart()
  // Begins by settling what was cut short.
  await setAside([ids.get('last')!])
  const after = new Set((await library.engine.call('library.list', { sort: 'path', descending: false })).ids)
  for (const name of names) {
    const { end } = moments[name]
    const { file, place, note } = placesOf(name)
    const found = [after.has(ids.get(name)!), existsSync(file!), existsSync(place!), existsSync(note!)]
    const here = end === 'library'
    expect({ name, found }).toEqual({ name, found: [here, here, end === 'trash', end === 'trash'] })
    if (end !== 'gone') expect(readFileSync(here ? file! : place!)).toEqual(bytes.get(name))
  }
  const { id: batch } = (await library.engine.call('history.list', {})).at(-1)!
  // The trash of one was emptied; the two that stayed were never set aside.
  expect(await undoBatch(library.engine, batch)).toMatchObject({ done: 2, failed: 1 })
  for (const name of names.slice(0, 4)) expect(readFileSync(placesOf(name).file!)).toEqual(bytes.get(name))
})

/** A small sample of `node scripts/prove/kill-trashing.ts`, whose figures are in docs/doubles.md. */
it('loses and doubles no file, however it is killed', async () => {
  const figures = await killTrashing({ moves: 1000, files: 3, kills: 2, seed: 3 })
  expect(figures.damage).toEqual([])
  expect(figures.moves).toBeGreaterThan(0)
})
