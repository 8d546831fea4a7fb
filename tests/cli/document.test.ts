import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeWav } from '../support/audio.ts'
import { commandLine } from '../support/command-line.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot document '))
const here = commandLine(work, join(work, 'data'))
const elsewhere = commandLine(work, join(work, 'data of another'))
const file = join(work, 'mine.json')

beforeAll(async () => {
  mkdirSync(join(work, 'music'))
  for (const hz of [200, 300]) writeWav(join(work, 'music', `${hz}.wav`), { seconds: 1, hz })
  await here('scan', 'music')
  await here('playlist', 'create', 'Cooking', 'music/300.wav', 'music/200.wav')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

it('goes out of one library and into another, whose files lie elsewhere', async () => {
  const out = await here('export', 'mine.json')
  expect(out).toMatchObject({ code: 0, out: `${file}\n` })
  expect(out.err).toContain('1 playlist, 0 tracks played or rated')
  renameSync(join(work, 'music'), join(work, 'moved'))
  await elsewhere('scan', 'moved')
  const dry = await elsewhere('import', 'mine.json', '--dry-run')
  expect(dry).toMatchObject({ code: 0 })
  expect(dry.err).toContain('nothing was changed')
  expect(JSON.parse((await elsewhere('playlist', 'list', '--json')).out)).toMatchObject({ playlists: [] })
  const taken = await elsewhere('import', 'mine.json')
  expect(taken.out).toBe(dry.out)
  expect(taken.out).toContain('1 playlist added, 0 here already.')
  expect(taken.err).toMatch(/earshot restore .*-import\.db\.gz/)
  const { out: again } = await elsewhere('import', 'mine.json', '--json')
  expect(JSON.parse(again)).toMatchObject({ tracks: { byContent: 2 }, playlists: { added: 0, known: 1 } })
  expect((await elsewhere('playlist', 'show', 'Cooking')).out).toMatch(
    /moved.*300\.wav[\s\S]*moved.*200\.wav/
  )
})

it('leaves tracks out, lists them and takes them back', async () => {
  const path = join(work, 'moved', '200.wav')
  expect((await elsewhere('leave-out', path)).err).toContain('1 track left out; --undo takes them back.')
  expect((await elsewhere('leave-out')).out).toBe(`200\t${path}\n`)
  expect(JSON.parse((await elsewhere('status', '--json')).out)).toMatchObject({ tracks: 1, leftTracks: 1 })
  const other = await elsewhere('leave-out', '--undo', join(work, 'moved', '300.wav'))
  expect([other.code, other.err]).toEqual([1, expect.stringContaining('300.wav was not left out.')])
  const { out } = await elsewhere('leave-out', '--undo', 'moved', '--json')
  expect(JSON.parse(out)).toEqual({ takenBack: 1 })
  expect((await elsewhere('leave-out', '--list')).err).toContain('Nothing was left out.')
})

it.each([
  ['not there', null, /is not there/],
  ['no JSON', '{"format": "earshot-lib', /is not proper JSON/],
  [
    'another document',
    '{"format": "earshot-playlist", "version": 1}',
    /no document that "earshot export" wrote \(at/
  ],
  ['of a newer one', '{"format": "earshot-library", "version": 2}', /by a newer Earshot/],
  ['a list', '[]', /no document that "earshot export" wrote/]
])('refuses a file that is %s', async (_, text, said) => {
  const path = join(work, 'wrong.json')
  rmSync(path, { force: true })
  if (text !== null) writeFileSync(path, text)
  const { code, err } = await elsewhere('import', path)
  expect(code).toBe(1)
  expect(err).toMatch(said)
})

it('refuses one that names tracks it does not list', async () => {
  const document = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(join(work, 'wrong.json'), JSON.stringify({ ...document, tracks: [] }))
  const { code, err } = await elsewhere('import', 'wrong.json')
  expect(code).toBe(1)
  expect(err).toContain('lists only 0')
})
