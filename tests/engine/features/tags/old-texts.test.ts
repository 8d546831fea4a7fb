import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PlanFile } from '#contract/tagging.ts'
import { openDatabase } from '../../../../src-main/core/database/open.ts'
import { audioHash, readFields } from '../../../../src-main/core/tags/index.ts'
import { encode, runFfmpeg, writeWav } from '../../../support/audio.ts'
import { jobOf, tagLibrary, undoBatch, writePlan, type TagLibrary } from '../../../support/tag-library.ts'
import { inCharset } from '../../../core/tagging/texts/in-charset.ts'

/** Texts of old tags, found, reviewed, written right and taken back. */
let library: TagLibrary
const originals = new Map<string, Buffer>()
let russian: string[] = []
let greek = ''
let korean = ''
let french = ''
let lookalike = ''

const titles = ['Северный ветер', 'Дорога домой', 'Последний поезд']

/** An ID3v2.3 whose texts are said to be Latin-1. */
function id3(frames: Record<string, Buffer>): Buffer {
  const all = Object.entries(frames).map(([id, text]) => {
    const head = Buffer.alloc(10)
    head.write(id)
    head.writeUInt32BE(text.length + 1, 4)
    return Buffer.concat([head, Buffer.alloc(1), text])
  })
  const body = Buffer.concat([...all, Buffer.alloc(64)])
  const size = [21, 14, 7, 0].map(shift => (body.length >> shift) & 0x7f)
  return Buffer.concat([Buffer.from('ID3\x03\0\0'), Buffer.from(size), body])
}

beforeAll(async () => {
  library = await tagLibrary(music => {
    const wav = writeWav(join(music, 'source.wav'), { seconds: 1 })
    const bare = join(music, 'source.mp3')
    runFfmpeg(['-i', wav, '-map_metadata', '-1', '-id3v2_version', '0', '-write_xing', '0', bare])
    const sound = readFileSync(bare)
    const place = (folder: string, name: string, ...parts: Buffer[]): string => {
      mkdirSync(join(music, folder), { recursive: true })
      const path = join(music, folder, name)
      writeFileSync(path, Buffer.concat(parts))
      return path
    }
    const cyrillic = (text: string): Buffer => inCharset(text, 'windows-1251')
    russian = titles.map((title, i) => {
      const frames = { TIT2: cyrillic(title), TPE1: cyrillic('Группа'), TRCK: Buffer.from(String(i + 1)) }
      return place('russian', `${i}.mp3`, id3(frames), sound)
    })
    // ID3v1 alone, cut in the middle of nothing.
    const old = Buffer.alloc(128)
    old.write('TAG')
    old.set(inCharset('Το τραγούδι της θάλασσας', 'iso-8859-7'), 3)
    old.set(inCharset('Ελένη Παπαδάκη', 'iso-8859-7'), 33)
    old[127] = 17
    greek = place('greek', 'old.mp3', sound, old)
    mkdirSync(join(music, 'korean'))
    korean = encode(wav, 'flac', {
      to: join(music, 'korean', 'old.flac'),
      tags: { title: 'QQQQQQQQQQQQ', artist: 'Somebody' }
    })
    const bytes = readFileSync(korean)
    bytes.set(inCharset('서울의 밤 거', 'euc-kr'), bytes.indexOf('QQQQQQQQQQQQ'))
    writeFileSync(korean, bytes)
    const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
    french = place('french', 'a.mp3', id3({ TIT2: latin('Près de la forêt'), TPE1: latin('Élodie') }), sound)
    lookalike = place('typed', 'a.mp3', id3({ TIT2: latin('Ã© is typed'), TPE1: latin('Café') }), sound)
    writeFileSync(wav, readFileSync(french)) // no track of its own
    writeFileSync(bare, readFileSync(french))
  })
  for (const path of [...russian, greek, korean, french, lookalike]) originals.set(path, readFileSync(path))
})
afterAll(() => library.close())

async function repair(charset?: 'windows-1251'): Promise<{ id: number; files: PlanFile[] }> {
  const { plan, job } = await library.engine.call('plans.repairTexts', { name: 'Texts', charset })
  const ended = await jobOf(library.engine, job)
  const files = await library.engine.call('plans.files', { id: plan.id })
  // Files are counted, whatever albums they are of.
  expect(ended).toMatchObject({ state: 'done', failed: 0, done: files.length })
  return { id: plan.id, files }
}

function titlesKnown(): string[] {
  const db = openDatabase(library.dataFolder)
  const titlesOf = db.prepare<[], string>('SELECT title FROM tracks').pluck().all()
  db.close()
  return titlesOf
}

const byPath = (files: PlanFile[], path: string): PlanFile | undefined =>
  files.find(file => file.path === path)

it('finds the set of each album, and leaves Latin-1 alone, also where it looks like something else', async () => {
  expect((await library.engine.call('plans.oldTexts', {})).tracks).toBeGreaterThanOrEqual(7)
  const { files } = await repair()
  expect(files.map(({ path }) => path).sort()).toEqual([...russian, greek, korean].sort())
  expect(byPath(files, russian[0]!)).toMatchObject({
    charset: 'windows-1251',
    changes: [
      { field: 'title', before: ['Ñåâåðíûé âåòåð'], after: ['Северный ветер'], accepted: true },
      { field: 'artist', after: ['Группа'], accepted: true }
    ]
  })
  expect(byPath(files, greek)).toMatchObject({ charset: 'iso-8859-7' })
  expect(byPath(files, korean)).toMatchObject({ charset: 'euc-kr' })
})

it('writes them right, in every kind of tag, and an undo brings every byte back', async () => {
  const sound = await audioHash(greek)
  const { id } = await repair()
  await library.engine.call('plans.accept', { id, choice: {}, accepted: true })
  expect(await writePlan(library.engine, id)).toMatchObject({ state: 'done', done: 5, failed: 0 })
  expect(readFields(russian[2]!).fields).toMatchObject({ title: ['Последний поезд'], artist: ['Группа'] })
  expect(readFields(greek).fields).toMatchObject({
    title: ['Το τραγούδι της θάλασσας'],
    artist: ['Ελένη Παπαδάκη'],
    genre: ['Rock']
  })
  expect(readFields(korean).fields.title).toEqual(['서울의 밤 거'])
  expect(await audioHash(greek)).toEqual(sound)
  expect(titlesKnown()).toContain('Дорога домой')
  const [batch] = await library.engine.call('history.list', {})
  expect(await undoBatch(library.engine, batch!.id)).toMatchObject({ state: 'done', failed: 0 })
  for (const [path, bytes] of originals) expect(readFileSync(path).equals(bytes)).toBe(true)
})

it('reads them so from now on, where that is set, and writes other fields beside them', async () => {
  const scanned = Promise.withResolvers<null>()
  const off = library.engine.on(
    'job',
    job => job.kind === 'scan' && job.state === 'done' && scanned.resolve(null)
  )
  await library.engine.call('settings.set', { textCharset: 'windows-1251' })
  await scanned.promise
  off()
  expect(titlesKnown()).toContain('Последний поезд')
  const json = JSON.stringify({
    earshot: 'tag-plan',
    version: 1,
    name: 'Genre',
    mode: 'fill',
    files: [{ path: russian[0], changes: [{ field: 'genre', before: [], after: ['Rock'], accepted: true }] }]
  })
  const plan = await library.engine.call('plans.import', { json })
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ done: 1, failed: 0 })
  expect(titlesKnown()).toContain('Северный ветер')
  // Its bytes are still the old ones, and what is proposed says what others see.
  const { files } = await repair()
  expect(byPath(files, russian[0]!)).toMatchObject({
    changes: [{ before: ['Ñåâåðíûé âåòåð'], after: ['Северный ветер'] }, {}]
  })
})
