import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { leftOutStatements } from '../../../src-main/core/database/statements/left-out.ts'
import { emptyLibrary, song } from './library.ts'

it('everything a scan passes by has a reason, a line a kind', async () => {
  const { music, db, scan, available, failures } = emptyLibrary()
  const at = (...parts: string[]): string => join(music, ...parts)
  song(at('one.wav'))
  for (let i = 0; i < 250; i++) writeFileSync(at(`._${i}.wav`), 'AppleDouble')
  mkdirSync(at('.trash'))
  song(at('.trash', 'old.wav'))
  song(at('.hidden.wav'))
  writeFileSync(at('cover.jpg'), 'picture')
  symlinkSync('/dev/null', at('null.wav'))
  symlinkSync('one.wav', at('again.wav'))
  mkdirSync(join(music, '..', 'elsewhere'))
  song(join(music, '..', 'elsewhere', 'far.wav'), 330)
  symlinkSync(join(music, '..', 'elsewhere'), at('first way'))
  symlinkSync(join(music, '..', 'elsewhere'), at('second way'))
  linkSync(at('one.wav'), at('two.wav'))
  execFileSync('mkfifo', [at('pipe.wav')])
  await scan()
  expect(available()).toEqual(['first way/far.wav', 'one.wav'])
  const all = leftOutStatements(db).all()
  expect(all.map(({ reason, count }) => [reason, count])).toEqual([
    ['mac-leftover', 250],
    ['hidden-file', 1],
    ['hidden-folder', 1],
    ['device', 1],
    ['second-name', 1],
    ['link-inside', 1],
    ['seen-before', 1],
    ['not-audio', 1]
  ])
  expect(all[0]!.paths).toHaveLength(100)
  expect(all.find(({ reason }) => reason === 'second-name')!.paths).toEqual([at('two.wav')])
  expect(failures()).toMatchObject([{ path: 'pipe.wav', code: 'unreadable-file' }])
  expect(leftOutStatements(db).count()).toBe(256)

  // As it is now, not as it ever was.
  rmSync(at('cover.jpg'))
  for (let i = 0; i < 250; i++) rmSync(at(`._${i}.wav`))
  await scan()
  expect(leftOutStatements(db).all()[0]).toMatchObject({ reason: 'hidden-file' })
})

it('of a file with several names the first is a track, and its place is taken by another when it goes', async () => {
  const { music, scan, tracks, available } = emptyLibrary()
  song(join(music, 'b.wav'))
  linkSync(join(music, 'b.wav'), join(music, 'a.wav'))
  linkSync(join(music, 'b.wav'), join(music, 'c.wav'))
  await scan()
  expect(available()).toEqual(['a.wav'])
  const [{ id } = { id: 0 }] = tracks()
  expect(await scan()).toMatchObject({ done: 0, skipped: 3 })
  rmSync(join(music, 'a.wav'))
  await scan()
  expect(available()).toEqual(['b.wav'])
  expect(tracks().map(track => track.id)).toEqual([id])
  // A new name that sorts before it changes nothing.
  linkSync(join(music, 'b.wav'), join(music, 'a.wav'))
  await scan()
  expect(available()).toEqual(['b.wav'])
})

it('a second name in another folder that is scanned alone is one, too', async () => {
  const { music, db, scanner, scan, available } = emptyLibrary()
  song(join(music, 'a.wav'))
  await scan()
  const other = join(music, '..', 'other')
  mkdirSync(other)
  linkSync(join(music, 'a.wav'), join(other, 'b.wav'))
  await scan([scanner.addFolder(other).id])
  expect(available()).toEqual(['a.wav'])
  expect(leftOutStatements(db).all()).toMatchObject([{ reason: 'second-name', count: 1 }])
  // Nor is it one any more once it is a file of its own.
  renameSync(join(other, 'b.wav'), join(other, 'c.wav'))
  rmSync(join(music, 'a.wav'))
  await scan()
  expect(available()).toEqual([join(other, 'c.wav')])
  expect(leftOutStatements(db).all()).toEqual([])
})

it('those of a removed folder are not shown', async () => {
  const { music, db, scanner, scan, folders } = emptyLibrary()
  writeFileSync(join(music, '.hidden.wav'), '')
  await scan()
  expect(leftOutStatements(db).count()).toBe(1)
  scanner.removeFolder(folders()[0]!.id)
  expect(leftOutStatements(db).all()).toEqual([])
})
