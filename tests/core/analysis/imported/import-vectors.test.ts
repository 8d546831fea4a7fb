import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importVectors } from '../../../../src-main/core/analysis/imported/import-vectors.ts'
import { measuringMethod } from '../../../../src-main/core/audio/measure/measure.ts'
import { findDecoder } from '../../../../src-main/core/audio/find-decoder.ts'
import { WaveformPeaks } from '../../../../src-main/core/audio/waveform.ts'
import { WindowCutter } from '../../../../src-main/core/audio/windows.ts'
import type { Database } from '../../../../src-main/core/database/open.ts'
import { analysisStatements } from '../../../../src-main/core/database/statements/analyses.ts'
import { modelStatements } from '../../../../src-main/core/database/statements/models.ts'
import { vectorStatements } from '../../../../src-main/core/database/statements/vectors.ts'
import { AudioTower, type Embedded } from '../../../../src-main/core/inference/audio-tower.ts'
import { modelFile, type Model } from '../../../../src-main/core/inference/registry.ts'
import { identityOf } from '../../../../src-main/core/scan/content-identity.ts'
import { scratchDatabase, scratchFolder } from '../../../support/database.ts'
import { factsOf, writeVectorFile, type VectorRow } from '../../../support/vector-file.ts'
import { fillLibrary } from '../library.ts'
import { analysisOf, model } from '../wiring.ts'

const { signal } = new AbortController()
let tower: AudioTower
beforeAll(async () => {
  tower = await AudioTower.open(modelFile(model, 'audio'))
})
afterAll(() => tower.release())

/** A library of three tracks of two windows, and what another machine heard of them. */
async function library(): Promise<{ folder: string; db: Database; ids: number[]; rows: VectorRow[] }> {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  const ids = fillLibrary(db, folder, 3)
  const rows = await Promise.all(ids.map((_, at) => heardElsewhere(join(folder, `${at}.wav`))))
  return { folder, db, ids, rows }
}

/** As `embed` does it: decode, cut, the tower, means. */
async function heardElsewhere(path: string): Promise<VectorRow> {
  const { decoder } = await findDecoder()
  const cutter = new WindowCutter()
  const peaks = new WaveformPeaks()
  const windows = []
  const decoding = decoder.decode(path)
  for await (const block of decoding) {
    peaks.add(block)
    windows.push(...cutter.push(block))
  }
  windows.push(...cutter.end())
  const heard: Embedded[] = []
  for (const { pcm } of windows) heard.push(await tower.embed(pcm))
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    contentKey: identityOf(path),
    path,
    seconds: decoding.report.seconds,
    starts: windows.map(window => window.start),
    vectors: Float32Array.from(heard.flatMap(one => [...one.embedding])),
    tags: Float32Array.from(heard[0]!.tags, (_, at) => mean(heard.map(one => one.tags[at]!))),
    music: mean(heard.map(one => one.music)),
    ...(heard[0]!.energy !== null && {
      energy: mean(heard.map(one => one.energy!)),
      valence: mean(heard.map(one => one.valence!))
    }),
    outline: peaks.buckets()
  }
}

/** What the shipped tower tells beside the music score. */
const scalars = (row: VectorRow) => (row.energy === undefined ? [] : ['energy', 'valence'])
const findModel = (id: string): Model | null => (id === model.id ? model : null)
const take = (db: Database, ...paths: string[]) => importVectors({ db, findModel }, paths, signal)
const numberOf = (db: Database) => modelStatements(db).idOf(model.id, model.version)

/** All that the database keeps of what was heard. */
function kept(db: Database, ids: number[]) {
  const means = new Map<number, number[]>()
  for (const { trackIds, vectors, tags } of vectorStatements(db).after(numberOf(db), 0)) {
    const { dimension } = model
    const count = tags.length / trackIds.length
    trackIds.forEach((id, at) =>
      means.set(id, [
        ...vectors.slice(at * dimension, (at + 1) * dimension),
        ...tags.slice(at * count, (at + 1) * count)
      ])
    )
  }
  const records = ids.map(id => analysisStatements(db).byTrack(id, numberOf(db)))
  return { records, means: ids.map(id => means.get(id)) }
}

it('what is taken in is what would have been heard here, to the last bit', async () => {
  const { folder, db, ids, rows } = await library()
  const file = writeVectorFile(join(folder, 'heard.parquet'), factsOf(model, scalars(rows[0]!)), rows)
  expect(await take(db, file)).toEqual({
    ...{ id: model.id, version: model.version, rows: 3, repeated: 0, unknown: 0, known: 0 },
    ...{ taken: 3, unmeasured: 3 }
  })
  const taken = kept(db, ids)

  const other = scratchDatabase(scratchFolder())
  const same = fillLibrary(other, folder, 3)
  const { jobs, analysis } = analysisOf(other, folder)
  await jobs.settled(analysis.start().id)
  expect(taken).toEqual(kept(other, same))
})

it('what is taken in still waits to be measured, and is not heard again for that', async () => {
  const { folder, db, ids, rows } = await library()
  await take(db, writeVectorFile(join(folder, 'heard.parquet'), factsOf(model, scalars(rows[0]!)), rows))
  const { pending } = analysisStatements(db)
  const waiting = pending(numberOf(db), measuringMethod)
  expect(waiting.map(({ analysed, measured }) => [analysed, measured])).toEqual(ids.map(() => [true, false]))
  const before = kept(db, ids)
  const { jobs, analysis } = analysisOf(db, folder)
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ state: 'done', done: 3, failed: 0 })
  expect(pending(numberOf(db), measuringMethod)).toEqual([])
  expect(kept(db, ids)).toEqual(before)
})

it('numbers that a tower tells beside the music score come along', async () => {
  const { folder, db, ids, rows } = await library()
  const told = rows.map((row, at) => ({ ...row, energy: at / 4, valence: at }))
  const facts = factsOf(model, ['energy', 'valence', 'of another kind'])
  const lacking = writeVectorFile(join(folder, 'lacking.parquet'), facts, told, 'energy')
  await expect(take(db, lacking)).rejects.toMatchObject({
    message: expect.stringContaining('lacks the column energy')
  })
  const odd = writeVectorFile(join(folder, 'odd.parquet'), facts, [
    ...told.slice(0, 2),
    { ...told[2]!, energy: NaN }
  ])
  await expect(take(db, odd)).rejects.toMatchObject({ message: expect.stringContaining('Row 3') })
  await take(db, writeVectorFile(join(folder, 'told.parquet'), facts, told))
  expect(kept(db, ids).records.map(record => record?.energy)).toEqual([0, 0.25, 0.5])
  expect(kept(db, ids).records.map(record => record?.valence)).toEqual([0, 1, 2])
})

it('says what it matched; what is heard keeps what it has, copies of a file are all found', async () => {
  const { folder, db, ids, rows } = await library()
  const { jobs, analysis } = analysisOf(db, folder)
  await jobs.settled(analysis.start([ids[0]!]).id)
  const before = kept(db, ids).records[0]
  const stranger = { ...rows[1]!, contentKey: new Uint8Array(16).fill(7) }
  const twice = { ...rows[0]!, music: 0.25 }
  const one = writeVectorFile(join(folder, 'one.parquet'), factsOf(model), [twice, rows[1]!, stranger])
  const two = writeVectorFile(join(folder, 'two.parquet'), factsOf(model), [rows[1]!])
  db.prepare('UPDATE tracks SET content_id = ? WHERE id = ?').run(rows[1]!.contentKey, ids[2]) // a copy of the second
  expect(await take(db, one, two)).toMatchObject({
    ...{ rows: 4, repeated: 1, unknown: 1, known: 1, taken: 2, unmeasured: 2 }
  })
  expect(kept(db, ids).records[0]).toEqual(before)
  expect(kept(db, ids).records.every(record => record !== null)).toBe(true)
  expect(await take(db, one, two)).toMatchObject({ taken: 0, known: 3, unmeasured: 0 })
})

it('a track that has changed since it was heard gets what fits it now', async () => {
  const { folder, db, ids, rows } = await library()
  const file = writeVectorFile(join(folder, 'heard.parquet'), factsOf(model), rows)
  await take(db, file)
  db.prepare('UPDATE tracks SET content_id = ? WHERE id = ?').run(rows[1]!.contentKey, ids[0])
  expect(await take(db, file)).toMatchObject({ taken: 1, known: 2, unknown: 1 })
  expect(kept(db, ids).records[0]?.contentId).toEqual(Buffer.from(rows[1]!.contentKey))
})

describe('bad input', () => {
  const changed = (facts: object) => {
    const known = factsOf(model)
    return { ...known, model: { ...(known['model'] as object), ...facts } }
  }

  it.each([
    [
      'another format',
      { ...factsOf(model), version: 2 },
      'is of version 2 of these files; this Earshot reads version 1'
    ],
    ['no facts', null, 'was not written by "python -m earshot_training embed"'],
    ['facts of another kind', { version: 1 }, 'does not say whose vectors it holds'],
    ['another version', changed({ version: '0.1' }), `here it is ${model.version}, whose vectors are others`],
    ['another model', changed({ id: 'other' }), 'that model is not here'],
    ['another tower', changed({ audio: '0'.repeat(64) }), 'heard by another file than its audio tower here'],
    ['another dimension', changed({ dimension: 16 }), `they have 16 numbers, not ${model.dimension}`],
    ['other tags', changed({ tags: ['x'] }), 'their tags are not those of the model here']
  ])('%s is refused', async (_, facts, said) => {
    const { folder, db, rows } = await library()
    const file = writeVectorFile(join(folder, 'heard.parquet'), facts, rows)
    await expect(take(db, file)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining(said)
    })
  })

  const spoilt: [string, (row: VectorRow) => Partial<VectorRow>, string][] = [
    ['NaN', ({ vectors }) => ({ vectors: vectors.with(5, NaN) }), 'has values that are no numbers'],
    ['a longer vector', ({ vectors }) => ({ vectors: vectors.map(x => 2 * x) }), 'not of unit length'],
    ['half a vector', ({ vectors }) => ({ vectors: vectors.slice(8) }), 'numbers for 2 windows of'],
    ['a tag too many', ({ tags }) => ({ tags: Float32Array.of(...tags, 0) }), 'tag scores, not'],
    [
      'a flipped bit',
      ({ tags }) => ({ tags: tags.with(0, tags[0]! + 0.5), check: 1 }),
      'does not fit its checksum'
    ],
    ['a music score of 3', () => ({ music: 3 }), 'has a music score outside 0 to 1'],
    ['no length', () => ({ seconds: NaN }), 'has no length'],
    ['no outline', () => ({ outline: new Uint8Array(0) }), 'has no outline'],
    ['no window', () => ({ starts: [], vectors: new Float32Array(0) }), 'has 0 numbers for 0 windows']
  ]
  it.each(spoilt)('%s in the last row: nothing at all is taken in', async (_, spoil, said) => {
    const { folder, db, ids, rows } = await library()
    const bad = { ...rows[2]!, ...spoil(rows[2]!) }
    const file = writeVectorFile(join(folder, 'heard.parquet'), factsOf(model), [rows[0]!, rows[1]!, bad])
    await expect(take(db, file)).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringMatching(new RegExp(`^Row 3 of .*heard\\.parquet .*${said}`))
    })
    expect(kept(db, ids)).toEqual({ records: ids.map(() => null), means: ids.map(() => undefined) })
  })

  it('what is cut short, damaged, no Parquet, or not there is told by name', async () => {
    const { folder, db, rows } = await library()
    const file = writeVectorFile(join(folder, 'heard.parquet'), factsOf(model), rows)
    const whole = readFileSync(file)
    truncateSync(file, whole.length - 100)
    await expect(take(db, file)).rejects.toMatchObject({ code: 'unreadable-file' })
    // Inside the pages, where a Parquet file may say anything.
    writeFileSync(file, Buffer.from(whole).fill(255, 4, 400))
    await expect(take(db, file)).rejects.toMatchObject({ code: 'unreadable-file' })
    writeFileSync(file, 'no Parquet at all')
    await expect(take(db, file)).rejects.toMatchObject({ code: 'unreadable-file' })
    await expect(take(db, join(folder, 'gone.parquet'))).rejects.toMatchObject({ code: 'not-found' })
    await expect(take(db, folder)).rejects.toMatchObject({ code: 'unreadable-file' })
    const lacking = writeVectorFile(join(folder, 'lacking.parquet'), factsOf(model), rows, 'outline')
    await expect(take(db, lacking)).rejects.toMatchObject({
      message: expect.stringContaining('lacks the column outline')
    })
  })

  it('files of two models do not mix', async () => {
    const { folder, db, rows } = await library()
    const one = writeVectorFile(join(folder, 'one.parquet'), factsOf(model), rows)
    const two = writeVectorFile(join(folder, 'two.parquet'), changed({ id: 'other' }), rows)
    await expect(take(db, one, two)).rejects.toMatchObject({
      message: expect.stringContaining('the others are of')
    })
  })
})
