import { spawn } from 'node:child_process'
import { chmodSync, existsSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { TrackFailure } from '#contract/entities.ts'
import type { DecodeWarning } from '#contract/faults.ts'
import { ffmpegDecoder } from '../../../src-main/core/audio/ffmpeg.ts'
import { checkIntegrity } from '../../../src-main/core/database/open.ts'
import { analysisStatements } from '../../../src-main/core/database/statements/analyses.ts'
import { failureStatements } from '../../../src-main/core/database/statements/failures.ts'
import { measurementStatements } from '../../../src-main/core/database/statements/measurements.ts'
import { modelStatements } from '../../../src-main/core/database/statements/models.ts'
import { trackStatements } from '../../../src-main/core/database/statements/tracks.ts'
import { vectorStatements } from '../../../src-main/core/database/statements/vectors.ts'
import { writeWav } from '../../support/audio.ts'
import { scratchDatabase, scratchFolder } from '../../support/database.ts'
import { enter, fillLibrary } from './library.ts'
import { analysisOf, model } from './wiring.ts'

test('a library is heard, and asking again finds nothing to do', async () => {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  const ids = fillLibrary(db, folder, 3, 25)
  const { jobs, analysis } = analysisOf(db, folder, { workers: 2 })
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ state: 'done', done: 3, failed: 0 })

  const modelId = modelStatements(db).idOf(model.id, model.version)
  const record = analysisStatements(db).byTrack(ids[0]!, modelId)!
  expect([...record.starts]).toEqual([0, 10, 15])
  expect(record.vectors.length).toBe(3 * model.dimension)
  expect(Math.max(...record.vectors.map(Math.abs))).toBe(127)
  expect(record.duration).toBeCloseTo(25, 2)
  expect(record.waveform.length).toBe(800)
  expect(Math.max(...record.waveform)).toBeCloseTo(127, -1)

  const chunks = [...vectorStatements(db).after(modelId, 0)]
  expect(chunks.flatMap(chunk => [...chunk.trackIds]).sort()).toEqual(ids)
  expect(chunks[0]!.vectors.length).toBe(chunks[0]!.trackIds.length * model.dimension)
  expect(analysis.trials().filter(trial => trial.chosen)).toHaveLength(1)
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ state: 'done', done: 0, total: 0 })
})

test('files that cannot be heard are recorded, not tried again, and heard once they are mended', async () => {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  writeFileSync(join(folder, 'text.mp3'), 'no music here '.repeat(200))
  writeWav(join(folder, 'blip.wav'), { seconds: 0.2 })
  writeWav(join(folder, 'good.wav'), { seconds: 2 })
  enter(db, folder, [...['text.mp3', 'blip.wav', 'good.wav', 'gone.wav'].map(name => join(folder, name))])
  const { jobs, analysis } = analysisOf(db, folder)
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ state: 'done', done: 1, failed: 3 })
  const failures = failureStatements(db)
  expect(new Set(failures.all().map(failure => failure.code))).toEqual(
    new Set(['unreadable-file', 'too-short', 'not-found'])
  )
  // What is not there is looked for each time, and the rest left alone.
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ total: 1, failed: 1 })

  // A file whose tags fail, too, is one file.
  const [{ path, at }] = failures.all() as [TrackFailure]
  const tags = { code: 'unreadable-file' as const, message: 'The tags are damaged.', stage: 'read' as const }
  failures.record({ ...tags, path, trackId: null, size: null, mtime: null }, at - 1)
  expect(failures.count()).toBe(3)
  expect(failures.all().filter(one => one.path === path)).toMatchObject([{ stage: 'decode' }])
  failures.clear(path, 'read')

  writeWav(join(folder, 'gone.wav'), { seconds: 1 })
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 1, failed: 0 })
  expect(failures.count()).toBe(2)
})

test('a drive that goes away leaves nothing out, and needs no scan once it is back', async () => {
  const folder = scratchFolder()
  const db = scratchDatabase(scratchFolder())
  const ids = fillLibrary(db, folder, 3, 2)
  const { jobs, analysis } = analysisOf(db, scratchFolder())
  renameSync(folder, `${folder}-away`)
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ state: 'done', done: 0, failed: 3 })
  expect(
    failureStatements(db)
      .all()
      .map(({ code }) => code)
  ).toEqual(ids.map(() => 'not-found'))

  // A scan in the meantime has marked one of them; a second one was replaced while the drive was away.
  trackStatements(db).setAvailable(ids[0]!, false)
  trackStatements(db).setAvailable(ids[1]!, false)
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 0, failed: 1, total: 1 })
  renameSync(`${folder}-away`, folder)
  writeWav(join(folder, '1.wav'), { seconds: 3 })
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 2, failed: 0, total: 2 })
  expect(
    failureStatements(db)
      .all()
      .map(({ trackId }) => trackId)
  ).toEqual([ids[1]])
})

test('a file replaced by one of equal size and time is read again before it is heard', async () => {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  const [id] = fillLibrary(db, folder, 2, 11)
  const [path, other] = [join(folder, '0.wav'), join(folder, '1.wav')]
  // A whole second, since a time that was read can come back a millisecond off.
  const keepTime = (file: string): void => utimesSync(file, 1e9, 1e9)
  for (const file of [path, other]) keepTime(file)
  db.prepare('UPDATE tracks SET mtime = 1e12').run()
  writeWav(path, { seconds: 11, hz: 900, sampleRate: 16_000, channels: 1 })
  keepTime(path)
  const { jobs, analysis } = analysisOf(db, folder)
  const tracks = trackStatements(db)
  const before = tracks.byId(id!)!
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 2, failed: 0 })
  const after = tracks.byId(id!)!
  expect(after).toMatchObject({ path, size: before.size, title: '0', duration: 11, addedAt: before.addedAt })
  expect(after.contentId).not.toEqual(before.contentId)
  const modelId = modelStatements(db).idOf(model.id, model.version)
  expect(analysisStatements(db).isAnalysed(id!, modelId)).toBe(true)

  // One that is no music any more is not heard, and the next scan looks at it.
  writeFileSync(other, Buffer.alloc(statSync(other).size, 'no music'))
  keepTime(other)
  db.prepare('DELETE FROM analyses').run()
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 1, failed: 1 })
  expect(failureStatements(db).all()).toMatchObject([{ path: other, code: 'changed-since' }])
  expect(tracks.known(folder).map(({ stale }) => stale)).toEqual([false, true])
})

test('a decoder that is killed costs nothing but time, and one that crashes once is asked again', async () => {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  fillLibrary(db, folder, 3, 2)
  const odd = join(folder, 'odd')
  const once = `if [ ! -e ${folder}/crashed ]; then touch ${folder}/crashed; kill -SEGV $$; fi`
  const script = `case "$*" in *1.wav*) kill -KILL $$;; *2.wav*) ${once};; esac; exec ffmpeg "$@"`
  writeFileSync(odd, `#!/bin/sh\n${script}\n`)
  chmodSync(odd, 0o755)
  const { jobs, analysis } = analysisOf(db, folder, {
    decoder: () => Promise.resolve({ decoder: ffmpegDecoder(odd, 'odd'), refused: [] })
  })
  for (let turn = 0; turn < 3; turn++) {
    const job = await jobs.settled(analysis.start().id)
    expect(job).toMatchObject({ state: 'done', done: turn === 0 ? 2 : 0, failed: 1 })
    expect(failureStatements(db).all()).toMatchObject([{ path: join(folder, '1.wav'), code: 'interrupted' }])
  }
})

test('a worker that dies costs its track and nothing else', async () => {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  const [, deadly] = fillLibrary(db, folder, 4, 2)
  const path = join(folder, 'dies.wav')
  renameSync(join(folder, '1.wav'), path)
  db.prepare('UPDATE tracks SET path = ? WHERE id = ?').run(Buffer.from(path), deadly)
  const worker = new URL('./dying.worker.ts', import.meta.url)
  const { jobs, analysis } = analysisOf(db, folder, { worker })
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ state: 'done', done: 3, failed: 1 })
  expect(failureStatements(db).all()).toMatchObject([{ path, stage: 'decode', code: 'decoder-crashed' }])
})

test('a track that only the built-in decoder reads is heard, and the reason is told', async () => {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  const [, , refused] = fillLibrary(db, folder, 3, 2).map((_, i) => join(folder, `${i}.wav`))
  const picky = join(folder, 'picky')
  const script = `case "$*" in *2.wav*) echo "Invalid data" >&2; exit 1;; esac; exec ffmpeg "$@"`
  writeFileSync(picky, `#!/bin/sh\n${script}\n`)
  chmodSync(picky, 0o755)
  const warnings: [string, DecodeWarning][] = []
  const { jobs, analysis } = analysisOf(db, folder, {
    decoder: () => Promise.resolve({ decoder: ffmpegDecoder(picky, 'picky'), refused: [] }),
    onWarning: (path, warning) => warnings.push([path, warning])
  })
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 3, failed: 0 })
  const said = expect.stringMatching(/Invalid data/) as string
  const warning = { code: 'other-decoder', refused: 'ffmpeg', read: 'built-in', said }
  expect(warnings).toEqual([[refused, warning]])
})

test('cancelling stops the decoders at once and keeps what is done', async () => {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  fillLibrary(db, folder, 3, 2)
  const started = join(folder, 'started')
  const slow = join(folder, 'slow')
  // The first file is decoded, every later one hangs.
  const script = `if [ -e ${started}.1 ]; then touch ${started}.2; exec sleep 600; fi; touch ${started}.1; exec ffmpeg "$@"`
  writeFileSync(slow, `#!/bin/sh\n${script}\n`)
  chmodSync(slow, 0o755)
  const decoder = () => Promise.resolve({ decoder: ffmpegDecoder(slow, 'slow'), refused: [] })
  const { jobs, analysis } = analysisOf(db, folder, { decoder })
  const job = analysis.start()
  await expect.poll(() => existsSync(`${started}.2`)).toBe(true)
  jobs.cancel(job.id)
  expect(await jobs.settled(job.id)).toMatchObject({ state: 'cancelled', done: 1, failed: 0 })
  const modelId = modelStatements(db).idOf(model.id, model.version)
  expect(analysisStatements(db).count(modelId)).toBe(1)
  expect(failureStatements(db).count()).toBe(0)

  // Going on counts on from there, and the next time there is nothing left to count.
  writeFileSync(slow, '#!/bin/sh\nexec ffmpeg "$@"\n')
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 2, skipped: 1, total: 3 })
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 0, skipped: 0, total: 0 })
})

test('killed in the middle, it goes on where it was: nothing is damaged or done twice', async () => {
  const total = 24
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  fillLibrary(db, folder, total, 21)
  const modelId = modelStatements(db).idOf(model.id, model.version)
  const statements = analysisStatements(db)
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./analyse-child.ts', import.meta.url)), folder],
    {
      stdio: 'ignore'
    }
  )
  const gone = new Promise(resolve => child.once('exit', (_, signal) => resolve(signal)))
  await expect.poll(() => statements.count(modelId), { interval: 20 }).toBeGreaterThan(0)
  child.kill('SIGKILL')
  expect(await gone).toBe('SIGKILL')

  const before = db.prepare<[], { id: number; at: number }>('SELECT track_id AS id, at FROM analyses').all()
  expect(before.length).toBeLessThan(total)
  expect(checkIntegrity(db)).toBe('ok')
  expect(statements.pending(modelId, 1)).toHaveLength(total - before.length)

  const { jobs, analysis } = analysisOf(db, folder, { workers: 2 })
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: total - before.length, failed: 0 })
  const at = db.prepare<[number], number>('SELECT at FROM analyses WHERE track_id = ?').pluck()
  for (const row of before) expect(at.get(row.id)).toBe(row.at)
  expect(statements.count(modelId)).toBe(total)
  const chunks = [...vectorStatements(db).after(modelId, 0)]
  expect(new Set(chunks.flatMap(chunk => [...chunk.trackIds])).size).toBe(total)
})

test('what was heard before is only measured: nothing is embedded or written twice', async () => {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  const [first, second] = fillLibrary(db, folder, 2, 4)
  const { jobs, analysis } = analysisOf(db, folder)
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 2, failed: 0 })
  const measurements = measurementStatements(db)
  const before = measurements.byTrack(first!)!
  expect(before.loudness).toBeLessThan(0)

  // As after a change of method: measured again.
  db.prepare('UPDATE measurements SET method = 0, loudness = NULL WHERE track_id = ?').run(first)
  db.prepare('UPDATE analyses SET at = 5').run()
  const chunks = db.prepare<[], number>('SELECT count(*) FROM vector_chunks').pluck()
  const count = chunks.get()
  expect(await jobs.settled(analysis.start().id)).toMatchObject({ done: 1, failed: 0 })
  expect(measurements.byTrack(first!)).toEqual(before)
  expect(measurements.byTrack(second!)).not.toBeNull()
  expect(chunks.get()).toBe(count)
  expect(db.prepare<[], number>('SELECT DISTINCT at FROM analyses').pluck().all()).toEqual([5])
})
