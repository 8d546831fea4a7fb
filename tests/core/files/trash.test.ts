import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pathToBytes } from '../../../src-main/core/files/paths.ts'
import {
  encodeOrigin,
  removeTrashInfo,
  trashInfoText,
  writeTrashInfo
} from '../../../src-main/core/files/trash-info.ts'
import { freeName, trashPlace, type TrashOwner } from '../../../src-main/core/files/trash-place.ts'
import { otherDisk } from '../../support/other-disk.ts'

let work = ''
let owner: TrashOwner
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'earshot-trash-'))
  mkdirSync(join(work, 'music'))
  owner = { platform: 'linux', home: work, dataHome: undefined, uid: getuid!() }
})
afterEach(() => rmSync(work, { recursive: true, force: true }))

const song = (name = 'a.mp3'): string => join(work, 'music', name)

describe('what says where a file came from', () => {
  it('takes names of any bytes', () => {
    expect(encodeOrigin('/music/Süß & 100%/a b#?.mp3')).toBe(
      '/music/S%C3%BC%C3%9F%20%26%20100%25/a%20b%23%3F.mp3'
    )
    expect(encodeOrigin('/m/\udcff\n[x].mp3')).toBe('/m/%FF%0A%5Bx%5D.mp3')
  })

  it('is as the specification has it, in local time', () => {
    expect(trashInfoText('/m/a.mp3', new Date(2026, 0, 2, 3, 4, 5))).toBe(
      '[Trash Info]\nPath=/m/a.mp3\nDeletionDate=2026-01-02T03:04:05\n'
    )
  })

  it('takes no name that is taken, and removes only what speaks of that file', () => {
    const info = { path: join(work, 'a.mp3.trashinfo'), origin: '/m/a.mp3' }
    writeTrashInfo(info, new Date())
    expect(() => writeTrashInfo(info, new Date())).toThrow(/EEXIST/)
    removeTrashInfo({ ...info, origin: '/m/b.mp3' })
    expect(existsSync(info.path)).toBe(true)
    removeTrashInfo(info)
    expect(existsSync(info.path)).toBe(false)
  })
})

describe('the place in the trash', () => {
  it('is in the home on the same disk, under a name that is free in both folders', () => {
    const trash = join(work, '.local/share/Trash')
    const first = trashPlace(song(), owner)
    expect(first).toEqual({
      path: join(trash, 'files/a.mp3'),
      info: { path: join(trash, 'info/a.mp3.trashinfo'), origin: encodeOrigin(song()) }
    })
    expect(lstatSync(trash).mode & 0o777).toBe(0o700)
    writeFileSync(join(trash, 'files/a.mp3'), '')
    writeFileSync(join(trash, 'info/a 2.mp3.trashinfo'), '')
    expect(trashPlace(song(), owner).path).toBe(join(trash, 'files/a 3.mp3'))
  })

  it('is where XDG_DATA_HOME says, unless that is no whole path', () => {
    const dataHome = join(work, 'data')
    expect(trashPlace(song(), { ...owner, dataHome }).path).toBe(join(dataHome, 'Trash/files/a.mp3'))
    const { path } = trashPlace(song(), { ...owner, dataHome: 'data' })
    expect(path).toBe(join(work, '.local/share/Trash/files/a.mp3'))
  })

  it('keeps names short enough for what stands beside them, and names that are no text', () => {
    for (const name of ['ü'.repeat(124) + '.flac', 'x'.repeat(255), '\udcfe'.repeat(250)]) {
      const free = freeName(name, [])
      expect(pathToBytes(free).length).toBeLessThanOrEqual(245)
      expect(pathToBytes(free).length).toBeGreaterThan(240)
      expect(free.endsWith('.flac')).toBe(name.endsWith('.flac'))
    }
    expect(freeName('\udcff.mp3', [])).toBe('\udcff.mp3')
  })

  it('is refused in words on Windows, and on another disk of macOS', () => {
    expect(() => trashPlace(song(), { ...owner, platform: 'win32' })).toThrow(/Windows.*leave the library/)
    const other = otherDisk()
    if (other === null) return
    const home = mkdtempSync(join(other, 'earshot-trash-'))
    mkdirSync(join(home, '.Trash'))
    try {
      expect(() => trashPlace(song(), { ...owner, platform: 'darwin', home })).toThrow(/another disk/)
    } finally {
      rmSync(home, { recursive: true })
    }
  })

  it('is the trash of its folder on macOS, where nothing stands beside it', () => {
    mkdirSync(join(work, '.Trash'))
    writeFileSync(join(work, '.Trash/a.mp3'), '')
    expect(trashPlace(song(), { ...owner, platform: 'darwin' })).toEqual({
      path: join(work, '.Trash/a 2.mp3'),
      info: null
    })
  })
})

/** On the top of a disk of its own, of which only what is made here is taken away. */
const top = otherDisk()
describe.skipIf(top === null)('on another disk', () => {
  // A number that nobody has: made by whoever this is, it is of somebody else.
  const stranger = 4_000_000_000 + (process.pid % 1000)
  let music = ''
  beforeEach(() => {
    music = mkdtempSync(join(top!, 'earshot-trash-'))
  })
  afterEach(() => {
    rmSync(music, { recursive: true, force: true })
    for (const name of [`.Trash-${stranger}`]) rmSync(join(top!, name), { recursive: true, force: true })
  })

  it('is never the home, and no folder of somebody else or link', () => {
    const refused = { ...owner, uid: stranger }
    expect(() => trashPlace(join(music, 'a.mp3'), refused)).toThrow(
      /belongs to somebody else.*leave the library/
    )
    rmSync(join(top!, `.Trash-${stranger}`), { recursive: true })
    symlinkSync(work, join(top!, `.Trash-${stranger}`))
    expect(() => trashPlace(join(music, 'a.mp3'), refused)).toThrow(/is a link/)
    expect(existsSync(join(work, '.local'))).toBe(false)
  })

  it('is at the top of it, and says where the file was from there', () => {
    const had = existsSync(join(top!, `.Trash-${owner.uid}`))
    try {
      const { path, info } = trashPlace(join(music, 'a b.mp3'), owner)
      expect(path).toBe(join(top!, `.Trash-${owner.uid}`, 'files/a b.mp3'))
      expect(info!.origin).toBe(`${music.slice(top!.length + 1)}/a%20b.mp3`)
      writeTrashInfo(info!, new Date(0))
      expect(readFileSync(info!.path, 'utf8')).toContain(`Path=${info!.origin}\n`)
      removeTrashInfo(info!)
    } finally {
      if (!had) rmSync(join(top!, `.Trash-${owner.uid}`), { recursive: true, force: true })
    }
  })
})
