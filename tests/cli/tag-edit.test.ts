import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stepsOf } from '../../src-main/cli/tags/set.ts'
import { readFields } from '../../src-main/core/tags/index.ts'
import { commandLine } from '../support/command-line.ts'
import { makeSong } from '../support/tag-library.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot-cli-edit-'))
const music = join(work, 'music')
const run = commandLine(work, join(work, 'data'))
let song = ''
let bytes: Buffer

beforeAll(async () => {
  mkdirSync(music)
  song = makeSong(music, '02 - a day in the life', 'flac')
  bytes = readFileSync(song)
  await run('scan', 'music')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

it('shows what would change, writes it with --yes, and takes it back', async () => {
  const shown = await run(
    'tag',
    'set',
    'composer=Lennon',
    'composer=McCartney',
    'rating=4.5',
    'genre=',
    'music'
  )
  expect(shown.code).toBe(0)
  expect(shown.out).toContain('[x] composer: (empty) → Lennon, McCartney')
  expect(shown.out).toContain('[x] genre: Rock → (empty)')
  expect(shown.err).toContain('"earshot tag write 1" does it')
  expect(readFileSync(song)).toEqual(bytes)

  const done = await run(
    'tag',
    'fix',
    'from-name',
    '{track} - {title}',
    '--query',
    'artist:Somebody',
    '--yes',
    '--json'
  )
  const { plan, failures } = JSON.parse(done.out) as { plan: object; failures: unknown[] }
  expect([plan, failures]).toMatchObject([{ state: 'written', changes: 2 }, []])
  expect(readFields(song).fields).toMatchObject({ title: ['a day in the life'], trackNumber: ['2'] })

  await run('tag', 'fix', 'case', 'title', 'music', '--yes')
  expect(readFields(song).fields.title).toEqual(['A Day in the Life'])
  expect((await run('tag', 'fix', 'case', 'title', 'music')).err).toContain('Nothing would change.')

  for (const batch of ['2', '1']) await run('tag', 'undo', batch, '--yes')
  expect(readFileSync(song)).toEqual(bytes)
})

it.each([
  [['set', 'title=a'], 'Say which tracks'],
  [['fix', 'replace', '(', 'x', 'music', '--regex'], '"(" is no expression'],
  [['set', 'title=a', '--query', 'bpm:many'], 'is not understood']
])('refuses %s', async (args, why) => {
  const { code, err } = await run('tag', ...args)
  expect([code === 0, err]).toEqual([false, expect.stringContaining(why)])
})

it('refuses what names no field, or nothing to set', () => {
  expect(() => stepsOf([])).toThrow('Say what to set')
  expect(() => stepsOf(['lyricist=a'])).toThrow('There is no field "lyricist"; there are title, artist,')
  expect(() => stepsOf([`custom:${'x'.repeat(101)}=a`])).toThrow('no name for a field')
})

it('reads what is set, added and taken away', () => {
  expect(
    stepsOf(['genre=Jazz', 'genre=Soul', 'genre+=Pop', 'genre-=Rock', 'comment=', 'custom:A+B=x=y'])
  ).toEqual([
    { do: 'set', field: 'genre', values: ['Jazz', 'Soul'] },
    { do: 'add', field: 'genre', values: ['Pop'] },
    { do: 'remove', field: 'genre', values: ['Rock'] },
    { do: 'set', field: 'comment', values: [] },
    { do: 'set', field: 'custom:A+B', values: ['x=y'] }
  ])
})
