import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as files from '../../../../src-main/core/tags/index.ts'
import {
  checkFile,
  placeCopy,
  prepareCopy,
  type Outcome,
  type WriteOrder
} from '../../../../src-main/core/tagging/write/write-file.ts'
import type { Seen } from '../../../../src-main/core/tagging/write/checks.ts'
import { settle } from '../../../../src-main/core/tagging/write/settle.ts'
import { stampOf } from '../../../../src-main/core/tagging/write/checks.ts'
import type { TagFiles } from '../../../../src-main/core/tagging/write/tag-files.ts'
import { PictureStore } from '../../../../src-main/core/covers/picture-store.ts'
import { isTemporaryOf, temporaryBeside } from '../../../../src-main/core/files/temporary.ts'
import { readTags } from '../../../../src-main/core/scan/read-tags.ts'
import { runFfmpeg, writeWav } from '../../../support/audio.ts'
import { scratchFolder } from '../../../support/database.ts'
import { ape } from '../../../support/tag-fixtures.ts'
import { leftovers, makeSong } from '../../../support/tag-library.ts'

let music = ''
let song = ''
let bytes: Buffer

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-song-'))
  bytes = readFileSync(makeSong(folder, 'song', 'flac'))
  rmSync(folder, { recursive: true })
})

beforeEach(() => {
  music = scratchFolder()
  song = join(music, 'song.flac')
  writeFileSync(song, bytes)
})

const changes = [{ field: 'genre' as const, before: ['Rock'], after: ['Jazz', 'Ambient'] }]
const order = (path = song, expected = stampOf(path)) => ({
  path,
  expected,
  changes,
  keepTimes: false,
  restores: false,
  back: null
})

/** Both steps, as the writer's thread takes them. */
async function writeFile(wanted: WriteOrder, seen: Seen, tagFiles: TagFiles): Promise<Outcome> {
  const prepared = await prepareCopy(wanted, seen, tagFiles, new PictureStore(scratchFolder()))
  return prepared.state === 'ready' ? placeCopy({ ...wanted, ...prepared, seen }) : prepared
}

async function write(tagFiles: Partial<TagFiles> = {}, path = song): Promise<Outcome> {
  const seen = checkFile(order(path), files)
  return writeFile({ ...order(path), temporary: temporaryBeside(path) }, seen, { ...files, ...tagFiles })
}

const untouched = (): void => {
  expect(readFileSync(song)).toEqual(bytes)
  expect(leftovers(music)).toEqual([])
}

const code = (work: () => unknown): unknown => {
  try {
    work()
  } catch (thrown) {
    return (thrown as { code?: unknown }).code
  }
  return 'nothing was thrown'
}

describe('refuses before it touches anything', () => {
  it('a file with another name elsewhere', () => {
    linkSync(song, join(music, 'other.flac'))
    expect(code(() => checkFile(order(), files))).toBe('hard-linked')
    untouched()
  })

  it('a read-only file, root or not', () => {
    chmodSync(song, 0o444)
    expect(code(() => checkFile(order(), files))).toBe('read-only')
    untouched()
  })

  it('a link to a file', () => {
    const link = join(music, 'link.flac')
    symlinkSync(song, link)
    expect(code(() => checkFile(order(link), files))).toBe('write-unsafe')
  })

  it('a folder, and what is not there', () => {
    const folder = join(music, 'folder.flac')
    mkdirSync(folder)
    expect(code(() => checkFile(order(folder, stampOf(song)), files))).toBe('write-unsafe')
    expect(code(() => checkFile(order(join(music, 'gone.flac'), stampOf(song)), files))).toBe('not-found')
  })

  it('a file that is not as it was when it was reviewed', () => {
    const reviewed = order()
    appendFileSync(song, 'x')
    expect(code(() => checkFile(reviewed, files))).toBe('changed-since')
  })

  it('a file of the same size and time with other bytes', () => {
    const { atime, mtime } = statSync(song)
    const reviewed = order()
    const other = Buffer.from(bytes)
    other[other.length - 1]! ^= 0xff
    writeFileSync(song, other)
    utimesSync(song, atime, mtime)
    expect(code(() => checkFile(reviewed, files))).toBe('changed-since')
  })

  it('a field that says something else than was reviewed', () => {
    const reviewed = { ...order(), changes: [{ ...changes[0]!, before: ['Pop'] }] }
    expect(code(() => checkFile(reviewed, files))).toBe('changed-since')
  })
})

describe('leaves the file alone', () => {
  const fault = (after: (copy: string) => void): Partial<TagFiles> => ({
    writeFields: (path, fields) => {
      const way = files.writeFields(path, fields)
      after(path)
      return way
    }
  })

  it('when the sound of the copy differs', async () => {
    const broken = fault(copy => {
      const tagged = readFileSync(copy)
      tagged[tagged.length - 1]! ^= 0xff
      writeFileSync(copy, tagged)
    })
    expect(await write(broken)).toMatchObject({ state: 'abandoned', failure: { code: 'write-unsafe' } })
    untouched()
  })

  it('when another field, or anything else, would be lost', async () => {
    const lossy = fault(copy => void files.writeFields(copy, { mood: ['unasked'] }))
    expect(await write(lossy)).toMatchObject({ state: 'abandoned', failure: { code: 'write-unsafe' } })
    const other = { everythingElse: (path: string) => (path === song ? ['a picture'] : []) }
    expect(await write(other)).toMatchObject({ state: 'abandoned', failure: { code: 'write-unsafe' } })
    untouched()
  })

  it('when a new tag would hide the title in an older one', async () => {
    const old = join(music, 'old.mp3')
    const wav = writeWav(join(music, 'old.wav'), { seconds: 1 })
    runFfmpeg(['-i', wav, '-map_metadata', '-1', '-id3v2_version', '0', old])
    appendFileSync(old, ape())
    const before = readFileSync(old)
    const calm = Buffer.concat([Buffer.from('TMOO\0\0\0\x05\0\0\x03calm', 'latin1'), Buffer.alloc(20)])
    const hide = (path: string): null => {
      const head = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0', 'latin1'), Buffer.of(calm.length)])
      writeFileSync(path, Buffer.concat([head, calm, before]))
      return null
    }
    const mood = [{ field: 'mood' as const, before: ['old mood'], after: ['calm'] }]
    const ordered = { ...order(old), changes: mood }
    const write = { ...ordered, temporary: temporaryBeside(old) }
    expect(await writeFile(write, checkFile(ordered, files), { ...files, writeFields: hide })).toMatchObject({
      state: 'abandoned',
      failure: { code: 'write-unsafe', message: expect.stringContaining('its title') as string }
    })
    expect(readFileSync(old)).toEqual(before)
    expect(await writeFile(write, checkFile(ordered, files), files)).toMatchObject({ state: 'done' })
    expect((await readTags(old)).title).toBe('Ève')
  })

  it('when the tags do not read back', async () => {
    expect(await write({ writeFields: () => null })).toMatchObject({ state: 'abandoned' })
    untouched()
  })

  it('when writing the copy throws', async () => {
    const throwing = fault(() => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    })
    expect(await write(throwing)).toMatchObject({ state: 'abandoned', failure: { code: 'disk-full' } })
    untouched()
  })

  it('and speaks of the file, not of the copy', async () => {
    const refusing = (path: string): never => {
      throw new Error(`${path} is in fragments.`)
    }
    const outcome = await write({ writeFields: refusing })
    expect(outcome).toMatchObject({ state: 'abandoned' })
    expect(JSON.stringify(outcome)).toContain(song)
    expect(JSON.stringify(outcome)).not.toContain('.earshot-writing-')
  })

  it('when another program changes it meanwhile, whose bytes stay', async () => {
    const racing = fault(() => appendFileSync(song, 'edited'))
    expect(await write(racing)).toMatchObject({ state: 'abandoned', failure: { code: 'changed-since' } })
    expect(readFileSync(song)).toEqual(Buffer.concat([bytes, Buffer.from('edited')]))
    expect(leftovers(music)).toEqual([])
  })

  it('when its folder is pulled away, and nothing is lost when it comes back', async () => {
    const away = `${music} away`
    const temporary = temporaryBeside(song)
    const seen = checkFile(order(), files)
    const pulled = fault(() => renameSync(music, away))
    const outcome = await writeFile({ ...order(), temporary }, seen, { ...files, ...pulled })
    expect(outcome.state).not.toBe('done')
    renameSync(away, music)
    expect(await settle({ path: song, temporary, changes, hashes: null }, files)).toMatchObject({
      state: 'abandoned'
    })
    untouched()
  })
})

describe('what becomes of a write that was cut short', () => {
  it('before the rename: the copy goes, the file stays', async () => {
    const temporary = temporaryBeside(song)
    writeFileSync(temporary, 'half a copy')
    expect(await settle({ path: song, temporary, changes, hashes: null }, files)).toMatchObject({
      state: 'abandoned'
    })
    untouched()
  })

  it('after the rename: it is done', async () => {
    files.writeFields(song, { genre: ['Jazz', 'Ambient'] })
    const settled = await settle(
      { path: song, temporary: temporaryBeside(song), changes, hashes: null },
      files
    )
    expect(settled).toMatchObject({ state: 'done', changes })
  })

  it('on a drive that is away: it waits', async () => {
    const path = join(music, 'away', 'song.flac')
    expect(
      await settle({ path, temporary: temporaryBeside(path), changes, hashes: null }, files)
    ).toMatchObject({
      state: 'unknown'
    })
  })

  it('removes nothing but copies of ours, whatever the journal says', async () => {
    const precious = join(music, 'precious.flac')
    writeFileSync(precious, 'mine')
    expect(isTemporaryOf(precious, song)).toBe(false)
    expect(isTemporaryOf(join(music, '..', '.earshot-writing-0123456789ab.flac'), song)).toBe(false)
    await settle({ path: song, temporary: precious, changes, hashes: null }, files)
    expect(readFileSync(precious, 'utf8')).toBe('mine')
  })
})

it.runIf(process.platform === 'linux')('keeps times to the nanosecond', async () => {
  spawnSync('touch', ['-d', '2020-09-13T12:26:40.123456789Z', song])
  const { mtimeNs } = statSync(song, { bigint: true })
  const kept = { ...order(), keepTimes: true, temporary: temporaryBeside(song) }
  expect(await writeFile(kept, checkFile(order(), files), files)).toMatchObject({ state: 'done' })
  expect(statSync(song, { bigint: true }).mtimeNs).toBe(mtimeNs)
  expect(String(mtimeNs)).toMatch(/123456789$/)
})

it('keeps permissions, and times on request', async () => {
  chmodSync(song, 0o640)
  utimesSync(song, 1_500_000_000, 1_600_000_000.5)
  const seen = checkFile(order(), files)
  const kept = { ...order(), keepTimes: true, temporary: temporaryBeside(song) }
  expect(await writeFile(kept, seen, files)).toMatchObject({ state: 'done' })
  const stat = statSync(song)
  expect(stat.mode & 0o7777).toBe(0o640)
  expect(Math.round(stat.mtimeMs)).toBe(1_600_000_000_500)
  expect(files.readFields(song).fields.genre).toEqual(['Jazz', 'Ambient'])
})

const hasAttributes = spawnSync('setfattr', ['--version']).status === 0
it.runIf(hasAttributes)('keeps extended attributes', async ({ skip }) => {
  const set = spawnSync('setfattr', ['-n', 'user.earshot.test', '-v', 'kept', song])
  if (set.status !== 0) return skip('this file system has no extended attributes')
  expect(await write()).toMatchObject({ state: 'done' })
  const { stdout } = spawnSync('getfattr', ['--only-values', '-n', 'user.earshot.test', song], {
    encoding: 'utf8'
  })
  expect(stdout).toBe('kept')
})

it('writes a name that is no text', async () => {
  const strange = join(music, 'caf\udce9.flac')
  spawnSync('sh', ['-c', `cp song.flac "$(printf 'caf\\351.flac')"`], { cwd: music })
  expect(await write({}, strange)).toMatchObject({ state: 'done' })
  expect(files.readFields(strange).fields.genre).toEqual(['Jazz', 'Ambient'])
})

describe('a full disk', () => {
  const disk = join('/tmp', `earshot-full-${process.pid}`)
  const mounted = ((): boolean => {
    mkdirSync(disk)
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk])
    if (status === 0) spawnSync('umount', [disk])
    rmSync(disk, { recursive: true, force: true })
    return status === 0
  })()

  it.runIf(mounted)(
    'refuses where there is no room, and leaves the file when it runs out meanwhile',
    async () => {
      mkdirSync(disk)
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk])
      try {
        const full = join(disk, 'song.flac')
        writeFileSync(full, bytes)
        expect(code(() => checkFile(order(full), files))).toBe('disk-full')
        // As if others had filled it after the check: the copy itself runs out of room.
        const { dev, ino, size, mtimeNs, ctimeNs } = statSync(full, { bigint: true })
        writeFileSync(join(disk, 'filler'), Buffer.alloc(2 * 1024 * 1024 - bytes.length - 65_536))
        const seen = { device: dev, inode: ino, size, mtimeNs, ctimeNs }
        const outcome = await writeFile({ ...order(full), temporary: temporaryBeside(full) }, seen, files)
        expect(outcome).toMatchObject({ state: 'abandoned', failure: { code: 'disk-full' } })
        expect(readFileSync(full)).toEqual(bytes)
        expect(leftovers(disk)).toEqual([])
      } finally {
        spawnSync('umount', [disk])
        rmSync(disk, { recursive: true, force: true })
      }
    }
  )
})
