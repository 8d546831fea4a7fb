import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readFields } from '../../src-main/core/tags/index.ts'
import { commandLine } from '../support/command-line.ts'
import { makeSong } from '../support/tag-library.ts'

/** What a careful user does, in order: look, accept, write, look again, take back. */
const work = mkdtempSync(join(tmpdir(), 'earshot-cli-tags-'))
const music = join(work, 'music')
const run = commandLine(work, join(work, 'data'))
let song = ''

beforeAll(async () => {
  mkdirSync(music)
  song = makeSong(music, 'song', 'flac')
  await run('scan', 'music')
  const changes = [
    { field: 'genre', before: ['Rock'], after: ['Jazz', 'Ambient'] },
    { field: 'mood', before: [], after: ['calm'] }
  ]
  const plan = {
    earshot: 'tag-plan',
    version: 1,
    name: 'Mine',
    mode: 'replace',
    files: [{ path: song, changes }]
  }
  writeFileSync(join(work, 'plan.json'), JSON.stringify(plan))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

it('shows a plan as a difference, and writes nothing', async () => {
  const bytes = readFileSync(song)
  const { code, out } = await run(
    'tag',
    'review',
    '--import',
    'plan.json',
    '--accept',
    'value=Jazz',
    'value=Ambient'
  )
  expect(code).toBe(0)
  expect(out).toContain('[x] genre: Rock → Jazz, Ambient')
  expect(out).toContain('[ ] mood: (empty) → calm')
  expect(readFileSync(song)).toEqual(bytes)
})

it('says how much it would write, and does not where nobody says yes', async () => {
  const { code, err } = await run('tag', 'write', '1')
  expect(code).toBe(1)
  expect(err).toContain('1 change will be written into 1 file.')
  expect(readFields(song).fields.genre).toEqual(['Rock'])
})

it('writes what is accepted, tells of it, and takes it back', async () => {
  const written = await run('tag', 'write', '1', '--yes', '--json')
  expect(JSON.parse(written.out)).toMatchObject({ write: { state: 'done', done: 1 }, failures: [] })
  expect(readFields(song).fields).toMatchObject({ genre: ['Jazz', 'Ambient'], mood: [] })
  const history = await run('tag', 'history', '--json')
  const { batches } = JSON.parse(history.out) as { batches: { id: number }[] }
  expect(batches).toMatchObject([{ kind: 'write', name: 'Mine', files: 1, changes: 1, undone: 0 }])
  expect((await run('tag', 'undo', String(batches[0]!.id), '--yes')).code).toBe(0)
  expect(readFields(song).fields.genre).toEqual(['Rock'])
})

it('names what is wrong with a choice, a plan or a number', async () => {
  expect((await run('tag', 'review', '1', '--accept', 'everything')).err).toContain('names no changes')
  expect((await run('tag', 'write', '99', '--yes')).err).toContain('There is no plan 99')
  expect((await run('tag', 'undo', 'last')).code).toBe(2)
})
