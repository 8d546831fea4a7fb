import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { encodeOrigin, writeTrashInfo } from '../../../../src-main/core/files/trash-info.ts'
import { settleTrash, type UnsettledTrash } from '../../../../src-main/core/tagging/aside/trash-file.ts'

/** A return from the trash that was cut short, and what lies there that is not ours. */
let [work, path, place] = ['', '', '']
let move: UnsettledTrash

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'earshot-trash-'))
  for (const folder of ['music', 'files', 'info']) mkdirSync(join(work, folder))
  path = join(work, 'music/a.mp3')
  place = join(work, 'files/a.mp3')
  const info = { path: join(work, 'info/a.mp3.trashinfo'), origin: encodeOrigin(path) }
  writeTrashInfo(info, new Date())
  writeFileSync(place, 'music')
  writeFileSync(join(work, 'music/other.mp3'), 'x')
  move = { path, place, info, temporary: `${path}.none`, root: join(work, 'music'), back: true }
})
afterEach(() => rmSync(work, { recursive: true, force: true }))

it('is back or still in the trash, once, whatever was done of it', async () => {
  expect(await settleTrash(move)).toMatchObject({ state: 'abandoned' })
  expect([existsSync(place), existsSync(move.info!.path)]).toEqual([true, true])
  linkSync(place, path)
  expect(await settleTrash(move)).toMatchObject({ state: 'done' })
  expect([existsSync(place), existsSync(move.info!.path)]).toEqual([false, false])
  expect(readFileSync(path, 'utf8')).toBe('music')
  // The last file of the trash: that this is empty now means no drive that is away.
  writeTrashInfo(move.info!, new Date())
  expect(await settleTrash(move)).toMatchObject({ state: 'done' })
  expect(existsSync(move.info!.path)).toBe(false)
})

it('waits for a drive that is away, and not for a trash that was emptied', async () => {
  rmSync(place)
  expect(await settleTrash(move)).toMatchObject({ state: 'abandoned' })
  expect(await settleTrash({ ...move, back: false })).toMatchObject({ state: 'done', stamp: null })
  expect(await settleTrash({ ...move, root: null })).toMatchObject({ state: 'unknown' })
  rmSync(join(work, 'music/other.mp3'))
  expect(await settleTrash(move)).toMatchObject({ state: 'unknown' })
})

it('touches nothing that another program put into the trash by that name', async () => {
  renameSync(place, path)
  writeFileSync(place, '')
  rmSync(move.info!.path)
  writeTrashInfo({ ...move.info!, origin: '/elsewhere' }, new Date())
  expect(await settleTrash({ ...move, back: false })).toMatchObject({ state: 'abandoned' })
  expect([path, place, move.info!.path].every(one => existsSync(one))).toBe(true)
})
