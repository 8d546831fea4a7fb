import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { JobRunner } from '../../../src-main/core/jobs/index.ts'
import { pathFromBytes } from '../../../src-main/core/files/paths.ts'
import { emptyLibrary, song } from './library.ts'

afterEach(() => void vi.useRealTimers())

describe('a first scan', () => {
  it('finds audio at any depth, by content-safe names, and counts the rest as skipped', async () => {
    const { music, scan, tracks, failures } = emptyLibrary()
    mkdirSync(join(music, 'a', 'b.mp3', 'c'), { recursive: true }) // a folder may be named like a file
    song(join(music, 'one.wav'), 100)
    song(join(music, 'a', 'TWO.WAV'), 200)
    song(join(music, 'a', 'b.mp3', 'c', 'three.wav'), 300)
    writeFileSync(join(music, 'cover.jpg'), 'picture')
    writeFileSync(join(music, '._one.wav'), 'AppleDouble')
    mkdirSync(join(music, '.hidden'))
    song(join(music, '.hidden', 'no.wav'))
    expect(await scan()).toMatchObject({ state: 'done', done: 3, skipped: 3, failed: 0, total: 6 })
    expect(tracks()).toMatchObject([
      {
        title: 'TWO',
        pathText: 'a/TWO.WAV',
        sampleRate: 8000,
        channels: 1,
        lossless: true,
        container: 'WAVE'
      },
      { title: 'three', pathText: 'a/b.mp3/c/three.wav' },
      { title: 'one', duration: 0.1, available: true }
    ])
    expect(failures()).toEqual([])
  })

  it('survives names that are not text, not one line, not short', async () => {
    const { music, scan, tracks, available } = emptyLibrary()
    const odd = Buffer.concat([
      Buffer.from(`${music}/`),
      Buffer.from([0xff, 0xe9, 0x61]),
      Buffer.from('.wav')
    ])
    song(odd, 100)
    mkdirSync(Buffer.concat([Buffer.from(`${music}/dir`), Buffer.of(0xfe)]))
    song(Buffer.concat([Buffer.from(`${music}/dir`), Buffer.of(0xfe), Buffer.from('/x.wav')]), 150)
    const names = [
      'new\nline.wav',
      '🎧 静けさ.wav',
      `${'ü'.repeat(123)}.wav`,
      ' lead "quote" .wav',
      '--help.wav'
    ]
    names.forEach((name, i) => song(join(music, name), 200 + 10 * i))
    expect(await scan()).toMatchObject({ state: 'done', done: 7, failed: 0 })
    expect(tracks().map(track => track.path)).toContain(pathFromBytes(odd))
    expect(tracks().map(track => track.title)).toEqual(
      expect.arrayContaining([
        '\ufffd\ufffda',
        'new\u240aline',
        '🎧 静けさ',
        'ü'.repeat(123),
        'lead "quote"',
        '--help'
      ])
    )
    expect(await scan()).toMatchObject({ done: 0, skipped: 7 })
    rmSync(odd)
    await scan()
    expect(available()).toHaveLength(6)
  })

  it('lists what cannot be read with a reason, hangs on nothing, and does not try again until it changes', async () => {
    const { music, scan, tracks, failures } = emptyLibrary()
    song(join(music, 'good.wav'))
    writeFileSync(join(music, 'empty.mp3'), '')
    writeFileSync(join(music, 'text.mp3'), 'Dear diary, today I wrote a text file.\n'.repeat(500))
    writeFileSync(join(music, 'random.flac'), Buffer.alloc(5000, 'zx'))
    symlinkSync(join(music, 'nowhere'), join(music, 'dangling.ogg'))
    symlinkSync(join(music, 'loop.ogg'), join(music, 'loop.ogg'))
    expect(spawnSync('mkfifo', [join(music, 'pipe.mp3')]).status).toBe(0)
    const first = await scan()
    expect(first).toMatchObject({ state: 'done', done: 1, failed: 3 })
    expect(failures()).toMatchObject([
      { path: 'dangling.ogg', stage: 'scan', code: 'not-found', message: 'The link points to nothing.' },
      { path: 'empty.mp3', stage: 'read', code: 'unreadable-file', message: 'The file is empty.' },
      { path: 'loop.ogg', stage: 'scan', message: 'The link leads back to itself.' },
      { path: 'pipe.mp3', stage: 'scan', message: 'This is a pipe, socket or device, not a file.' },
      { path: 'random.flac', stage: 'read', message: 'The file is named .flac but holds no audio.' },
      { path: 'text.mp3', stage: 'read', message: 'The file is named .mp3 but holds no audio.' }
    ])
    expect(await scan()).toMatchObject({ done: 0, failed: 0, skipped: 4 })
    expect(failures()).toHaveLength(6)
    rmSync(join(music, 'dangling.ogg'))
    rmSync(join(music, 'text.mp3'))
    rmSync(join(music, 'pipe.mp3'))
    song(join(music, 'empty.mp3'), 300) // a WAV by the wrong name is still audio
    expect(await scan()).toMatchObject({ done: 1 })
    expect(failures().map(({ path }) => path)).toEqual(['loop.ogg', 'random.flac'])
    expect(tracks().map(({ container }) => container)).toEqual(['WAVE', 'WAVE'])
  })

  it('keeps a file with damaged tags as a track and says so', async () => {
    const { music, scan, tracks, failures } = emptyLibrary()
    const path = join(music, 'My Song.flac')
    writeFileSync(path, Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(3000, 0xee)]))
    await scan()
    expect(tracks()).toMatchObject([{ title: 'My Song', container: 'FLAC', available: true, duration: null }])
    expect(failures()).toMatchObject([{ path: 'My Song.flac', stage: 'read', code: 'unreadable-file' }])
    expect(failures()[0]?.message).toMatch(/^The tags are damaged/)
    expect(await scan()).toMatchObject({ done: 0, skipped: 1 })
  })

  it('follows links out of the library once, and no loop', async () => {
    const { music, scan, available } = emptyLibrary()
    const outside = join(music, '..', 'outside')
    mkdirSync(join(outside, 'deep'), { recursive: true })
    mkdirSync(join(music, 'real'))
    song(join(outside, 'deep', 'far.wav'), 100)
    song(join(music, 'real', 'near.wav'), 200)
    song(join(music, '..', 'single.wav'), 300)
    symlinkSync(music, join(music, 'real', 'loop'))
    symlinkSync(outside, join(music, 'link-a'))
    symlinkSync(outside, join(music, 'link-b'))
    symlinkSync(join(music, 'link-a'), join(outside, 'deep', 'back'))
    symlinkSync(join(music, 'real', 'near.wav'), join(music, 'near-again.wav'))
    symlinkSync(join(music, '..', 'single.wav'), join(music, 'one.wav'))
    symlinkSync(join(music, '..', 'single.wav'), join(music, 'two.wav'))
    for (let i = 0; i < 2; i++) {
      expect((await scan()).state).toBe('done')
      expect(available()).toEqual(['link-a/deep/far.wav', 'one.wav', 'real/near.wav'])
    }
  })

  it('takes 10,000 files in one folder', async () => {
    const { music, scan, tracks, failures } = emptyLibrary()
    for (let i = 0; i < 10_000; i++) writeFileSync(join(music, `${i}.mp3`), '')
    expect(await scan()).toMatchObject({ state: 'done', failed: 10_000, total: 10_000 })
    expect([tracks().length, failures().length]).toEqual([0, 10_000])
    expect(await scan()).toMatchObject({ skipped: 10_000, failed: 0 })
  })

  it('changes nothing in the folder, not even a time', async () => {
    const { music, scan } = emptyLibrary()
    const path = join(music, 'one.wav')
    song(path)
    utimesSync(path, 1e9, 1e9)
    const before = [statSync(path), readdirSync(music), readFileSync(path)] as const
    utimesSync(path, 1e9, 1e9)
    await scan()
    const after = statSync(path)
    expect([after.atimeMs, after.mtimeMs, after.size]).toEqual([1e12, 1e12, before[0].size])
    expect(readdirSync(music)).toEqual(before[1])
    expect(readFileSync(path).equals(before[2])).toBe(true)
  })
})

describe('a later scan', () => {
  it('reads again what changed in size or time, keeping the track', async () => {
    const { music, scan, tracks } = emptyLibrary()
    const path = join(music, 'one.wav')
    song(path, 100)
    utimesSync(path, 1e9, 1e9)
    await scan()
    const [before] = tracks()
    song(path, 900) // same size
    utimesSync(path, 1e9, 1e9 + 5)
    expect(await scan()).toMatchObject({ done: 1 })
    const [other] = tracks()
    expect(other).toMatchObject({ id: before!.id, addedAt: before!.addedAt, mtime: 1e12 + 5000 })
    expect(other!.contentId).not.toEqual(before!.contentId)
    appendFileSync(path, 'more')
    utimesSync(path, 1e9, 1e9 + 5) // same time
    expect(await scan()).toMatchObject({ done: 1 })
    expect(tracks()[0]!.contentId).not.toEqual(other!.contentId)
  })

  it('knows moved and renamed files and folders again', async () => {
    const { music, scan, tracks, available } = emptyLibrary()
    mkdirSync(join(music, 'a'))
    song(join(music, 'a', 'one.wav'), 100)
    song(join(music, 'a', 'two.wav'), 200)
    song(join(music, 'three.wav'), 300)
    await scan()
    const ids = new Map(tracks().map(track => [track.title, track.id]))
    renameSync(join(music, 'a'), join(music, 'z'))
    renameSync(join(music, 'three.wav'), join(music, 'z', 'renamed.wav'))
    await scan()
    expect(available()).toEqual(['z/one.wav', 'z/renamed.wav', 'z/two.wav'])
    expect(tracks().map(track => track.id)).toEqual([ids.get('one'), ids.get('three'), ids.get('two')])
    expect(tracks().every(track => track.available)).toBe(true)
  })

  it('takes a copy for a new track, and one of two copies moved for the moved one', async () => {
    const { music, scan, tracks } = emptyLibrary()
    song(join(music, 'one.wav'))
    await scan()
    song(join(music, 'copy.wav'))
    await scan()
    const before = new Map(tracks().map(track => [track.title, track.id]))
    expect(before.size).toBe(2)
    mkdirSync(join(music, 'sub'))
    renameSync(join(music, 'copy.wav'), join(music, 'sub', 'copy.wav'))
    renameSync(join(music, 'one.wav'), join(music, 'sub', 'one.wav'))
    await scan()
    expect(new Map(tracks().map(track => [track.title, track.id]))).toEqual(before)
  })

  it('marks what is missing, purges nothing, and takes it up again', async () => {
    const { music, scan, tracks, available, folders } = emptyLibrary()
    song(join(music, 'one.wav'), 100)
    song(join(music, 'two.wav'), 200)
    await scan()
    const ids = tracks().map(track => track.id)
    renameSync(join(music, 'two.wav'), join(music, '..', 'two.wav'))
    await scan()
    expect(available()).toEqual(['one.wav'])
    renameSync(music, `${music}-away`)
    expect((await scan()).state).toBe('done')
    expect(available()).toEqual([])
    expect(folders()).toMatchObject([{ state: 'missing', tracks: 2 }])
    renameSync(`${music}-away`, music)
    renameSync(join(music, '..', 'two.wav'), join(music, 'two.wav'))
    expect(await scan()).toMatchObject({ done: 0, skipped: 2 })
    expect(available()).toEqual(['one.wav', 'two.wav'])
    expect(tracks().map(track => track.id)).toEqual(ids)
    expect(folders()).toMatchObject([{ state: 'present' }])
  })

  it('marks a track whose file became unreadable', async () => {
    const { music, scan, tracks, failures } = emptyLibrary()
    song(join(music, 'one.wav'))
    await scan()
    writeFileSync(join(music, 'one.wav'), '')
    await scan()
    expect(tracks()).toMatchObject([{ available: false }])
    expect(failures()).toMatchObject([{ path: 'one.wav', message: 'The file is empty.' }])
    song(join(music, 'one.wav'))
    await scan()
    expect(tracks()).toMatchObject([{ available: true }])
    expect(failures()).toEqual([])
  })

  it('leaves everything alone when it is cancelled', async () => {
    const { music, scanner, jobs, scan, available } = emptyLibrary()
    for (let i = 0; i < 20; i++) song(join(music, `${i}.wav`), 100 + i)
    await scan()
    renameSync(join(music, '3.wav'), join(music, '..', '3.wav'))
    const job = scanner.scan()
    jobs.cancel(job.id)
    expect((await jobs.settled(job.id)).state).toBe('cancelled')
    expect(available()).toHaveLength(20)
    await scan()
    expect(available()).toHaveLength(19)
  })
})

describe('folders', () => {
  it('inside one another do not double tracks', async () => {
    const { music, scanner, scan, tracks, folders } = emptyLibrary({ add: false })
    mkdirSync(join(music, 'live'))
    song(join(music, 'one.wav'), 100)
    song(join(music, 'live', 'two.wav'), 200)
    symlinkSync(join(music, 'live'), join(music, '..', 'by-link'))
    const inner = scanner.addFolder(join(music, 'live'))
    await scan()
    const [two] = tracks()
    const outer = scanner.addFolder(`${music}/`)
    const linked = scanner.addFolder(join(music, '..', 'by-link'))
    await scan()
    await scan([linked.id])
    await scan([inner.id])
    expect(tracks().map(track => track.title)).toEqual(['two', 'one'])
    expect(tracks()[0]?.id).toBe(two?.id)
    expect(folders().map(folder => folder.tracks)).toEqual([1, 1, 0])
    scanner.removeFolder(inner.id)
    expect(tracks()).toHaveLength(2)
    scanner.removeFolder(outer.id)
    expect(tracks()).toHaveLength(0)
    expect(() => scanner.removeFolder(outer.id)).toThrow(/no folder/)
  })

  it('come back with everything after they were removed, even renamed', async () => {
    const { music, scanner, scan, tracks } = emptyLibrary()
    song(join(music, 'one.wav'))
    await scan()
    const [one] = tracks()
    scanner.removeFolder(one!.folderId)
    expect(await scan()).toMatchObject({ state: 'done', total: 0 })
    expect(tracks()).toEqual([])
    scanner.addFolder(music)
    await scan()
    expect(tracks()).toMatchObject([{ id: one!.id, addedAt: one!.addedAt }])
    renameSync(music, `${music}-2`)
    scanner.addFolder(`${music}-2`)
    await scan()
    expect(tracks()).toMatchObject([{ id: one!.id, available: true, path: `${music}-2/one.wav` }])
  })

  it('are refused when they are none', () => {
    const { music, scanner } = emptyLibrary()
    song(join(music, 'one.wav'))
    expect(() => scanner.addFolder(join(music, 'none'))).toThrow(
      expect.objectContaining({ code: 'not-found' })
    )
    expect(() => scanner.addFolder(join(music, 'one.wav'))).toThrow(
      expect.objectContaining({ code: 'not-a-folder' })
    )
    expect(() => scanner.scan([99])).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('asked for while a scan runs are looked at too', async () => {
    const { music, scanner, jobs, tracks } = emptyLibrary()
    song(join(music, 'one.wav'), 100)
    const other = join(music, '..', 'other')
    mkdirSync(other)
    song(join(other, 'two.wav'), 200)
    const first = scanner.scan()
    const second = scanner.scan([scanner.addFolder(other).id])
    expect(second.id).toBe(first.id)
    await jobs.settled(first.id)
    expect(tracks()).toHaveLength(2)
  })
})

describe('the readers', () => {
  it('are replaced when a file kills or hangs one, at the cost of that file', async () => {
    // The start of a reader counts, too, and can take as long: time passes once the file that hangs is all that is left.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const worker = new URL('./moody.worker.ts', import.meta.url)
    const { music, scan, jobs, available, failures } = emptyLibrary({ worker, timeout: 4000 })
    for (let i = 0; i < 12; i++) song(join(music, `${i}.wav`), 100 + i)
    song(join(music, 'crash.wav'), 400)
    expect(await scan()).toMatchObject({ state: 'done', done: 12, failed: 1 })
    expect(failures()).toMatchObject([{ path: 'crash.wav', stage: 'read', code: 'unreadable-file' }])

    rmSync(join(music, 'crash.wav'))
    song(join(music, 'hang.wav'), 300)
    const scanned = scan()
    const now = (): unknown => jobs.list().at(-1)
    await expect.poll(now).toMatchObject({ total: 13, skipped: 12 })
    const later = (): unknown => (vi.advanceTimersByTime(4000), now())
    await expect.poll(later).toMatchObject({ failed: 1 })
    expect(await scanned).toMatchObject({ state: 'done', done: 0, failed: 1 })
    expect(failures()).toMatchObject([
      { path: 'hang.wav', message: 'Reading it took longer than 4 seconds.' }
    ])
    expect(available()).toHaveLength(12)
  })

  it('leave no scan behind when another process has the lock', () => {
    const jobs = new JobRunner({
      lock: () => {
        throw new Error('busy')
      }
    })
    const { scanner } = emptyLibrary({ jobs })
    expect(() => scanner.scan()).toThrow('busy')
  })
})
