import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Job } from '#contract/entities.ts'
import { killRenaming } from '../../../../scripts/prove/kill-renaming.ts'
import { encode, writeWav } from '../../../support/audio.ts'
import {
  jobOf,
  scanAgain,
  tagLibrary,
  undoBatch,
  writePlan,
  type TagLibrary
} from '../../../support/tag-library.ts'

let library: TagLibrary
let ids: number[]
let list: number

beforeAll(async () => {
  library = await tagLibrary(music => {
    mkdirSync(join(music, 'in'))
    for (const [at, title] of ['One', 'Two', 'Three'].entries()) {
      const wav = writeWav(join(music, 'made.wav'), { seconds: 1, hz: 200 + at * 50 })
      const tags = { title, artist: 'Somebody', album: 'An album', track: String(at + 1), date: '1999' }
      encode(wav, 'mp3', { to: join(music, `in/${at}.mp3`), tags })
      rmSync(wav)
    }
    writeFileSync(join(music, 'in/cover.jpg'), 'a picture')
    writeFileSync(join(music, 'in/0.lrc'), '[00:00] words')
  })
  ids = [...(await library.engine.call('library.list', { sort: 'path', descending: false })).ids]
  const made = await library.engine.call('playlists.create', { name: 'Kept', trackIds: ids })
  list = made.id
})
afterAll(() => library.close())

const pattern = '{artist}/{year} {album}/{track} {title}'

/** Every file below the folder, with its bytes and its time. */
function tree(): Record<string, string> {
  const files = readdirSync(library.music, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile()
  )
  return Object.fromEntries(
    files
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => {
        const hash = createHash('sha256').update(readFileSync(path)).digest('hex')
        return [relative(library.music, path), `${hash} ${statSync(path, { bigint: true }).mtimeNs}`] as const
      })
      .sort()
  )
}

async function planned(wish: { ids: number[]; pattern: string; root?: string }): Promise<number> {
  const { plan, job } = await library.engine.call('plans.move', { name: 'Names', ...wish })
  await jobOf(library.engine, job)
  return plan.id
}

async function moved(wish: { ids: number[]; pattern: string }): Promise<Job> {
  return writePlan(library.engine, await planned(wish))
}

const lastBatch = async (): Promise<number> => (await library.engine.call('history.list', {}))[0]!.id
const paths = async (): Promise<string[]> =>
  (await library.engine.call('library.paths', { ids })).map(path => relative(library.music, path!))

it('moves files with what belongs to them; tracks and playlists follow; one undo brings all of it back', async () => {
  const before = tree()
  const preview = await library.engine.call('plans.movePreview', { ids, pattern })
  expect(preview).toMatchObject({ tracks: 3, along: 2, refused: 0, stay: 0, away: 0 })
  expect(tree()).toEqual(before)

  expect(await moved({ ids, pattern })).toMatchObject({ state: 'done', done: 5, failed: 0 })
  const names = ['01 One.lrc', '01 One.mp3', '02 Two.mp3', '03 Three.mp3', 'cover.jpg']
  expect(Object.keys(tree())).toEqual(names.map(name => `Somebody/1999 An album/${name}`))
  expect(Object.values(tree()).sort()).toEqual(Object.values(before).sort())
  expect(existsSync(join(library.music, 'in'))).toBe(false)
  expect(await paths()).toEqual(names.slice(1, 4).map(name => `Somebody/1999 An album/${name}`))
  const { entries } = await library.engine.call('playlists.get', { id: list })
  expect(entries.map(({ trackId }) => trackId)).toEqual(ids)
  // The library knows it already.
  expect(await scanAgain(library.engine)).toMatchObject({ done: 0, failed: 0 })
  expect((await library.engine.call('library.list', { sort: 'path', descending: false })).ids).toHaveLength(3)

  // A field that is written there is taken back there, and byte for byte, whatever moved before or since.
  const json = JSON.stringify({
    earshot: 'tag-plan',
    version: 1,
    name: 'Genre',
    mode: 'replace',
    files: [
      {
        path: join(library.music, (await paths())[0]!),
        changes: [{ field: 'genre', before: [], after: ['Jazz'], accepted: true }]
      }
    ]
  })
  await writePlan(library.engine, (await library.engine.call('plans.import', { json })).id, true)
  const written = await lastBatch()
  await moved({ ids, pattern: 'again/{title}' })
  const again = await lastBatch()
  await library.restart()
  expect(await undoBatch(library.engine, written)).toMatchObject({ done: 1, failed: 0 })
  expect((await library.engine.call('history.list', {}))[0]!.putBack).toEqual([{ how: 'bytes', files: 1 }])
  // Not the first of two moves before the second.
  const first = (await library.engine.call('history.list', {})).find(({ name }) => name === 'Names')!
  expect(first.id).toBe(again)
  expect(await undoBatch(library.engine, again)).toMatchObject({ done: 5, failed: 0 })
  const oldest = (await library.engine.call('history.list', {})).at(-1)
  expect(await undoBatch(library.engine, oldest!.id)).toMatchObject({ done: 5, failed: 0 })
  expect(tree()).toEqual(before)
  // And the undo can be undone.
  expect(await undoBatch(library.engine, await lastBatch())).toMatchObject({ done: 5, failed: 0 })
  expect(Object.keys(tree())).toEqual(names.map(name => `Somebody/1999 An album/${name}`))
  expect(await undoBatch(library.engine, await lastBatch())).toMatchObject({ done: 5, failed: 0 })
  expect(tree()).toEqual(before)
})

it('takes single moves back, refuses what was moved since, or what stands in the way', async () => {
  const before = tree()
  await moved({ ids, pattern: 'x/{title}' })
  const batch = await lastBatch()
  const changes = await library.engine.call('history.changes', { id: batch })
  const one = changes.find(({ after }) => after[0]!.endsWith('One.mp3'))!
  expect(one).toMatchObject({ field: 'path', before: [join(library.music, 'in/0.mp3')] })
  expect(await undoBatch(library.engine, batch, [one.id])).toMatchObject({ done: 1, failed: 0 })
  writeFileSync(join(library.music, 'in/1.mp3'), 'somebody else')
  renameSync(join(library.music, 'x/Three.mp3'), join(library.music, 'x/3.mp3'))
  expect(await undoBatch(library.engine, batch)).toMatchObject({ done: 2, failed: 2 })
  const said = library.log.slice(-2).join(' ')
  expect(said).toContain('in/1.mp3 is there already; nothing is written over.')
  expect(said).toContain('in/2.mp3: The file is not there.')
  rmSync(join(library.music, 'in/1.mp3'))
  renameSync(join(library.music, 'x/3.mp3'), join(library.music, 'x/Three.mp3'))
  expect(await undoBatch(library.engine, batch)).toMatchObject({ done: 2, failed: 0 })
  expect(tree()).toEqual(before)
})

it('moves a row of names, writes tags and then the name, and refuses what changed since', async () => {
  const before = tree()
  await moved({ ids, pattern: '{track:1}' }) // in/0.mp3 → 1.mp3, …
  const first = await lastBatch()
  const json = JSON.stringify({
    earshot: 'tag-plan',
    version: 1,
    name: 'Both',
    mode: 'replace',
    files: [3, 2, 1].map(at => ({
      path: join(library.music, `${at}.mp3`),
      changes: [
        {
          field: 'path',
          before: [join(library.music, `${at}.mp3`)],
          after: [join(library.music, `${at + 1}.mp3`)],
          accepted: true
        },
        { field: 'genre', before: [], after: ['Jazz'], accepted: true }
      ]
    }))
  })
  const plan = await library.engine.call('plans.import', { json })
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ done: 3, failed: 0 })
  expect(await paths()).toEqual(['2.mp3', '3.mp3', '4.mp3'])
  const changes = await library.engine.call('history.changes', { id: await lastBatch() })
  expect(changes.map(({ field }) => field).sort()).toEqual([
    'genre',
    'genre',
    'genre',
    'path',
    'path',
    'path'
  ])
  expect(await undoBatch(library.engine, await lastBatch())).toMatchObject({ done: 3, failed: 0 })
  expect(await paths()).toEqual(['1.mp3', '2.mp3', '3.mp3'])
  expect(await undoBatch(library.engine, first)).toMatchObject({ failed: 0 })
  expect(Object.values(tree()).map(text => text.split(' ')[0])).toEqual(
    Object.values(before).map(text => text.split(' ')[0])
  )

  const late = await planned({ ids, pattern })
  writeFileSync(join(library.music, 'in/0.mp3'), 'edited')
  expect(await writePlan(library.engine, late)).toMatchObject({ done: 4, failed: 1 })
  expect(readFileSync(join(library.music, 'in/0.mp3'), 'utf8')).toBe('edited')
})

it('refuses what is no pattern, and folders outside the library', async () => {
  const ask = (wish: object): Promise<unknown> =>
    library.engine
      .call('plans.movePreview', { ids, pattern, ...wish })
      .catch((thrown: unknown) => (thrown as { code: string }).code)
  expect(await ask({ pattern: '../{title}' })).toBe('bad-request')
  expect(await ask({ root: library.work })).toBe('bad-request')
  await expect(
    library.engine.call('plans.move', { name: 'x', ids, pattern: '{nothing}' })
  ).rejects.toMatchObject({ code: 'bad-request' })
  expect(await library.engine.call('plans.list', {})).not.toContainEqual(
    expect.objectContaining({ name: 'x' })
  )
})

/** A small sample of `node scripts/prove/kill-renaming.ts`, whose figures are in docs/renaming.md. */
it('loses and doubles no file, however it is killed', async () => {
  const figures = await killRenaming({ moves: 40, kills: 3, albums: 1, seed: 5, longest: 1500 })
  expect(figures.damage).toEqual([])
  expect(figures.moves).toBeGreaterThan(0)
  // Whoever may not mount a disk tries it in two folders of one.
  const mounts = spawnSync('id', ['-u'], { encoding: 'utf8' }).stdout.trim() === '0'
  expect(figures.disks.length).toBe(2)
  if (mounts) expect(figures.files).toBeGreaterThan(0)
})
