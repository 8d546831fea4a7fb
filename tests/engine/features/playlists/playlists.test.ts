import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { presetOf } from '#contract/players.ts'
import type { Job } from '#contract/entities.ts'
import { relativeBase } from '../../../../src-main/core/playlists/files/relative-base.ts'
import { createEngine, type Engine } from '../../../../src-main/engine/engine.ts'
import { writeWav } from '../../../support/audio.ts'
import { scratchFolder } from '../../../support/database.ts'
import { settled } from '../../../support/jobs.ts'

const modelsFolder = resolve(import.meta.dirname, '../../../../models')
let engine: Engine
let music: string
let out: string
let dataFolder: string
let ids: number[]
const log: string[] = []

const open = (): Promise<Engine> =>
  createEngine({ dataFolder, modelsFolder, analyseAfterScan: false, onLog: line => log.push(line) })

beforeEach(async () => {
  const work = scratchFolder()
  music = join(work, 'music')
  out = join(work, 'out')
  dataFolder = join(work, 'data')
  mkdirSync(join(music, 'album'), { recursive: true })
  mkdirSync(out)
  writeWav(join(music, 'one.wav'), { seconds: 1, hz: 440 })
  writeWav(join(music, 'album', 'two.wav'), { seconds: 2, hz: 550 })
  writeWav(join(music, 'album', '#3 “three”.wav'), { seconds: 3, hz: 660 })
  engine = await open()
  await engine.call('library.addFolders', { paths: [music] })
  await settled(engine)
  const listed = await engine.call('library.list', { sort: 'duration', descending: false })
  ids = [...listed.ids]
})
afterEach(() => engine.close())

const scan = async (): Promise<void> => {
  await engine.call('library.scan', {})
  await settled(engine)
}
const ended = async (job: Job): Promise<Job> => {
  await settled(engine)
  return (await engine.call('jobs.list', {})).find(({ id }) => id === job.id)!
}
const make = async (name = 'My list'): Promise<number> =>
  (await engine.call('playlists.create', { name, trackIds: ids })).id
const entriesOf = async (id: number) => (await engine.call('playlists.get', { id })).entries

it('makes, shows, edits, undoes and removes, and tells about it', async () => {
  const told: (number | null)[] = []
  engine.on('playlists.changed', ({ id }) => told.push(id))
  const id = await make()
  const [first] = await entriesOf(id)
  const shorter = await engine.call('playlists.edit', {
    id,
    operations: [{ kind: 'remove', entryIds: [first!.id] }]
  })
  expect(shorter).toMatchObject({
    name: 'My list',
    kind: 'list',
    tracks: 2,
    missing: 0,
    undo: true,
    redo: false
  })
  expect(shorter.duration).toBeCloseTo(5, 1)
  expect(await engine.call('playlists.undo', { id })).toMatchObject({ tracks: 3, undo: false, redo: true })
  expect([...(await engine.call('playlists.tracks', { id })).ids]).toEqual(ids)
  await engine.call('playlists.remove', { id })
  expect(await engine.call('playlists.list', {})).toEqual([])
  await expect(engine.call('playlists.get', { id })).rejects.toMatchObject({ code: 'not-found' })
  await engine.call('playlists.restore', { id })
  expect(await engine.call('playlists.list', {})).toMatchObject([{ id, tracks: 3 }])
  expect(told).toEqual([id, id, id, id, id])
})

it('keeps its places when files move, and when their folder goes and comes back', async () => {
  const id = await make()
  renameSync(join(music, 'one.wav'), join(music, 'album', 'uno.wav'))
  await scan()
  expect((await entriesOf(id))[0]).toMatchObject({ path: join(music, 'album', 'uno.wav'), trackId: ids[0] })
  const [folder] = (await engine.call('library.overview', {})).folders
  await engine.call('library.removeFolder', { id: folder!.id })
  expect(await engine.call('playlists.list', {})).toMatchObject([{ tracks: 3, missing: 3 }])
  expect((await engine.call('playlists.tracks', { id })).ids).toHaveLength(0)
  await engine.call('library.addFolders', { paths: [music] })
  await settled(engine)
  expect(await engine.call('playlists.list', {})).toMatchObject([{ tracks: 3, missing: 0 }])
})

describe('export', () => {
  it('writes files other players read, and leaves the music as it was', async () => {
    const id = await make()
    const before = statSync(join(music, 'one.wav'))
    const job = await ended(await engine.call('playlists.export', { ids: [id], folder: out }))
    expect(job).toMatchObject({ kind: 'playlist-export', state: 'done', done: 1, failed: 0 })
    expect(readFileSync(join(out, 'My list.m3u8'), 'utf8')).toBe(
      '#EXTM3U\n#PLAYLIST:My list\n#EXTINF:1,one\n../music/one.wav\n#EXTINF:2,two\n../music/album/two.wav\n' +
        '#EXTINF:3,#3 “three”\n../music/album/#3 “three”.wav\n'
    )
    expect(readdirSync(out)).toEqual(['My list.m3u8'])
    expect(statSync(join(music, 'one.wav'))).toEqual(before)
  })

  it('writes tracks of no playlist as one, without those that are gone', async () => {
    const tracks = { name: 'Some', trackIds: [ids[2]!, 9999, ids[0]!] }
    await ended(await engine.call('playlists.exportTracks', { ...tracks, folder: out }))
    const { text } = await engine.call('playlists.exportTracksText', { ...tracks, folder: out })
    expect(text.match(/^[^#].*$/gm)).toEqual(['../music/album/#3 “three”.wav', '../music/one.wav'])
    expect(readFileSync(join(out, 'Some.m3u8'), 'utf8')).toBe(text)
    expect(await engine.call('playlists.list', {})).toEqual([])
  })

  it('without a folder relative paths are relative to that of the library, and it says so', async () => {
    const id = await make()
    const { text, base } = await engine.call('playlists.exportText', { id })
    expect(base).toBe(music)
    expect(text.match(/^[^#].*$/gm)).toEqual(['one.wav', 'album/two.wav', 'album/#3 “three”.wav'])
    const placed = await engine.call('playlists.exportText', { id, folder: join(music, 'album') })
    expect(placed).toMatchObject({ base: join(music, 'album') })
    expect(placed.text).toContain('\n../one.wav\n')
    const paths = { kind: 'absolute' as const }
    const whole = await engine.call('playlists.exportText', { id, options: { paths } })
    expect(whole).toMatchObject({ base: null })
    expect(whole.text).toContain(`\n${join(music, 'one.wav')}\n`)
    expect(relativeBase([join(music, 'a', 'b.mp3'), join(music, 'c.mp3')], [])).toBe(music)
  })

  it('does not overwrite what it did not write, unless told', async () => {
    const id = await make()
    writeFileSync(join(out, 'My list.m3u8'), 'mine')
    const wish = { ids: [id], folder: out }
    const refused = await ended(await engine.call('playlists.export', wish))
    expect(refused).toMatchObject({ state: 'failed', error: { code: 'changed-since' } })
    expect(readFileSync(join(out, 'My list.m3u8'), 'utf8')).toBe('mine')
    expect(await ended(await engine.call('playlists.export', { ...wish, replace: true }))).toMatchObject({
      state: 'done'
    })
    expect(await ended(await engine.call('playlists.export', wish))).toMatchObject({
      state: 'done',
      skipped: 1
    })
  })

  it.each(['copy', 'link'] as const)(
    'brings the files along (%s), and again has nothing to do',
    async files => {
      const id = await make('../../evil: <name>?')
      const wish = { ids: [id], folder: out, options: { files } }
      const job = await ended(await engine.call('playlists.export', wish))
      expect(job).toMatchObject({ state: 'done', done: 4 })
      const folder = '_.._evil_ _name__'
      expect(readdirSync(out).sort()).toEqual([folder, `${folder}.m3u8`])
      expect(readdirSync(join(out, folder)).sort()).toEqual(['#3 “three”.wav', 'one.wav', 'two.wav'])
      const linked = statSync(join(out, folder, 'one.wav')).ino === statSync(join(music, 'one.wav')).ino
      expect(linked).toBe(files === 'link')
      expect(readFileSync(join(out, `${folder}.m3u8`), 'utf8')).toContain(`\n${folder}/two.wav\n`)
      expect(await ended(await engine.call('playlists.export', wish))).toMatchObject({ done: 0, skipped: 4 })
    }
  )

  it('copies two files of one name, size and time, and lists each as itself, again and again', async () => {
    const songs = ['a', 'b'].map((folder, i) => {
      mkdirSync(join(music, folder))
      const path = writeWav(join(music, folder, i === 0 ? 'Song.wav' : 'song.wav'), {
        seconds: 1,
        hz: 300 + i
      })
      utimesSync(path, 1000, 1000)
      return path
    })
    await scan()
    const [report] = await engine.call('playlists.import', {
      name: 'Both.m3u8',
      base64: Buffer.from(songs.join('\n')).toString('base64')
    })
    const wish = {
      ids: [report!.playlistId],
      folder: out,
      options: { files: 'copy' as const, extinf: false }
    }
    for (const expected of [{ done: 3 }, { done: 0, skipped: 3 }]) {
      expect(await ended(await engine.call('playlists.export', wish))).toMatchObject(expected)
      const listed = readFileSync(join(out, 'Both.m3u8'), 'utf8').trim().split('\n')
      expect(listed).toEqual(['Both/Song.wav', 'Both/song (2).wav'])
      expect(listed.map(path => readFileSync(join(out, path)))).toEqual(songs.map(path => readFileSync(path)))
    }
  })

  it('never overwrites another file, and writes through no link', async () => {
    const id = await make('List')
    mkdirSync(join(out, 'List'))
    writeFileSync(join(out, 'List', 'one.wav'), 'another file')
    symlinkSync(join(music, 'album', 'two.wav'), join(out, 'List', 'two.wav'))
    await ended(await engine.call('playlists.export', { ids: [id], folder: out, options: { files: 'copy' } }))
    expect(readFileSync(join(out, 'List', 'one.wav'), 'utf8')).toBe('another file')
    const text = readFileSync(join(out, 'List.m3u8'), 'utf8')
    expect(text).toContain('\nList/one (2).wav\n')
    expect(text).toContain('\nList/two (2).wav\n')
    const elsewhere = scratchFolder()
    symlinkSync(elsewhere, join(out, 'Other'))
    const other = await make('Other')
    const job = await ended(
      await engine.call('playlists.export', { ids: [other], folder: out, options: { files: 'copy' } })
    )
    expect(job.failed).toBe(3)
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('numbers what it copies for a car, again in another order, and lists it in plain M3U among it', async () => {
    const id = await make('Für unterwegs')
    const folder = join(out, 'Fur unterwegs')
    const { options, format } = presetOf('car')
    const wish = { ids: [id], folder: out, format, options, player: 'car' as const, replace: true }
    const files = (): string[] => readdirSync(folder).sort()
    const list = (): string => readFileSync(join(folder, 'Fur unterwegs.m3u'), 'latin1')
    expect(await ended(await engine.call('playlists.export', wish))).toMatchObject({ done: 4, failed: 0 })
    const first = ['001 one.wav', '002 two.wav', '003 _3 _three_.wav']
    expect(files()).toEqual([...first, 'Fur unterwegs.m3u'])
    expect(list()).toBe(first.map(name => `${name}\r\n`).join(''))

    const [one] = await entriesOf(id)
    const operations = [{ kind: 'move' as const, entryIds: [one!.id], before: null }]
    await engine.call('playlists.edit', { id, operations })
    expect(await ended(await engine.call('playlists.export', wish))).toMatchObject({ done: 1, skipped: 3 })
    const second = ['001 two.wav', '002 _3 _three_.wav', '003 one.wav']
    expect(files()).toEqual([...second, 'Fur unterwegs.m3u'])
    expect(list()).toBe(second.map(name => `${name}\r\n`).join(''))

    const foreseen = await engine.call('playlists.exportText', { id, format, options, player: 'car' })
    expect(foreseen).toMatchObject({ name: 'Fur unterwegs.m3u', text: list() })
    expect(foreseen.losses).toEqual([{ code: 'car-formats', tracks: 3 }])
  })

  it('says what is wrong with the folder', async () => {
    const id = await make()
    const wrong = async (folder: string) =>
      (await ended(await engine.call('playlists.export', { ids: [id], folder }))).error?.code
    expect(await wrong(join(out, 'nowhere'))).toBe('not-found')
    expect(await wrong(join(music, 'one.wav'))).toBe('not-a-folder')
    expect(existsSync(join(out, 'nowhere'))).toBe(false)
  })
})

it('remembers for whom a file is written again', async () => {
  const id = await make('Kept')
  const { options, format } = presetOf('mpd')
  const target = { folder: out, format, options, player: 'mpd' as const }
  await engine.call('playlists.setTarget', { id, target })
  expect((await engine.call('playlists.list', {}))[0]!.target).toEqual(target)
  const [first] = await entriesOf(id)
  await engine.call('playlists.edit', { id, operations: [{ kind: 'remove', entryIds: [first!.id] }] })
  await engine.close()
  engine = await open()
  expect(readFileSync(join(out, 'Kept.m3u'), 'utf8')).toContain(`\n${music}/album/#3 “three”.wav\n`)
  expect((await engine.call('playlists.list', {}))[0]!.target).toEqual(target)
})

it('writes a file again when its playlist changes, but not what somebody else changed', async () => {
  const id = await make('Kept')
  const file = join(out, 'Kept.m3u8')
  const options = { extinf: false }
  await engine.call('playlists.setTarget', { id, target: { folder: out, format: 'm3u8', options } })
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4)
  const [first] = await entriesOf(id)
  await engine.call('playlists.edit', { id, operations: [{ kind: 'remove', entryIds: [first!.id] }] })
  await engine.close()
  expect(readFileSync(file, 'utf8')).toBe('../music/album/two.wav\n../music/album/#3 “three”.wav\n')
  writeFileSync(file, 'edited by hand')
  engine = await open()
  log.length = 0
  await engine.call('playlists.undo', { id })
  await engine.close()
  expect(readFileSync(file, 'utf8')).toBe('edited by hand')
  expect(log.join()).toContain('The file of the playlist "Kept" was not written')
  engine = await open()
})

describe('import', () => {
  it('takes a file back to the same tracks', async () => {
    const id = await make()
    for (const format of ['m3u8', 'm3u', 'xspf', 'pls', 'csv', 'json'] as const) {
      await ended(await engine.call('playlists.export', { ids: [id], folder: out, format }))
      const [report] = await engine.call('playlists.import', { path: join(out, `My list.${format}`) })
      expect(report).toMatchObject({ entries: 3, matched: { byPath: 3 }, notFoundTotal: 0 })
      expect([...(await engine.call('playlists.tracks', { id: report!.playlistId })).ids]).toEqual(ids)
    }
  })

  it('reports what was not found, which can be put right or comes by itself', async () => {
    const text = '#EXTM3U\n#EXTINF:9,Somebody - two\nC:\\Musik\\zwei.mp3\nlater.wav\n/else/album/two.wav\n'
    const base64 = Buffer.from(text).toString('base64')
    const [report] = await engine.call('playlists.import', { name: 'Old.m3u', base64, folder: music })
    expect(report).toMatchObject({
      name: 'Old',
      entries: 3,
      matched: { byPath: 0, byTail: 1, byTags: 0 },
      notFoundTotal: 2,
      notFound: [
        { line: 3, path: 'C:\\Musik\\zwei.mp3', title: 'Somebody - two', guesses: [{ trackId: ids[1] }] },
        { line: 4, path: 'later.wav', guesses: [] }
      ]
    })
    const id = report!.playlistId
    await engine.call('playlists.replaceEntry', {
      id,
      entryId: report!.notFound[0]!.entryId,
      trackId: ids[1]!
    })
    writeWav(join(music, 'later.wav'), { seconds: 4, hz: 300 })
    await scan()
    expect(await engine.call('playlists.list', {})).toMatchObject([{ tracks: 3, missing: 0 }])
    expect((await entriesOf(id)).map(({ title }) => title)).toEqual(['two', 'later', 'two'])
  })

  it('does not stop at one that cannot be read', async () => {
    await expect(engine.call('playlists.import', { path: join(out, 'none.m3u') })).rejects.toMatchObject({
      code: 'not-found'
    })
    await expect(engine.call('playlists.import', { path: join(music, 'one.wav') })).rejects.toMatchObject({
      code: 'bad-request'
    })
    await expect(engine.call('playlists.import', {})).rejects.toMatchObject({ code: 'bad-request' })
    expect(await engine.call('playlists.list', {})).toEqual([])
  })
})
