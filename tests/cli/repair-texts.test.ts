import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readFields } from '../../src-main/core/tags/index.ts'
import { inCharset } from '../core/tagging/texts/in-charset.ts'
import { commandLine } from '../support/command-line.ts'
import { makeSong } from '../support/tag-library.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot-cli-texts-'))
const music = join(work, 'music')
const run = commandLine(work, join(work, 'data'))
let song = ''
let bytes: Buffer

beforeAll(async () => {
  mkdirSync(music)
  song = makeSong(music, 'QQQQQQQQQQQQQQ', 'flac')
  bytes = readFileSync(song)
  bytes.set(inCharset('Последний день', 'windows-1251'), bytes.indexOf('QQQQQQQQQQQQQQ'))
  writeFileSync(song, bytes)
  await run('scan', 'music')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

it('plans, writes and takes back what old tags say', async () => {
  const made = await run('tag', 'repair-texts')
  expect(made.code).toBe(0)
  expect(made.out).toContain('(texts as windows-1251)')
  expect(made.out).toContain('[x] title: Ïîñëåäíèé äåíü → Последний день')
  expect(readFileSync(song)).toEqual(bytes)

  expect((await run('tag', 'write', '1', '--yes')).code).toBe(0)
  expect(readFields(song).fields.title).toEqual(['Последний день'])
  const again = await run('tag', 'repair-texts')
  expect(again.err).toContain('All texts are as they should be')

  const undone = await run('tag', 'undo', '1', '--yes')
  expect(undone.err).toContain('Byte for byte as before: 1 file.')
  expect(readFileSync(song)).toEqual(bytes)
})

it('takes a set that is told, and refuses one that is none', async () => {
  const { out } = await run('tag', 'repair-texts', 'music', '--charset', 'koi8-r', '--json')
  const { files } = JSON.parse(out) as { files: { charset: string; changes: { after: string[] }[] }[] }
  expect(files[0]).toMatchObject({
    charset: 'koi8-r',
    changes: [{ field: 'title', after: ['оНЯКЕДМХИ ДЕМЭ'] }]
  })
  const refused = await run('tag', 'repair-texts', '--charset', 'latin-17')
  expect(refused.code).not.toBe(0)
  expect(refused.err).toContain('There is no character set "latin-17" here')
})

it('reads them so from now on', async () => {
  const { out } = await run('tag', 'repair-texts', '--read-as', 'windows-1251', '--json')
  expect(JSON.parse(out)).toEqual({ textCharset: 'windows-1251', tracks: 1 })
  expect((await run('search', 'title:"Последний день"')).out).toContain('Последний день')
})
