import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  lockDataFolder,
  lockTagWriting,
  ownDataFolder,
  useDataFolder
} from '../../../src-main/core/database/lock.ts'
import { removeLeftovers, removeOldLeftovers } from '../../../src-main/core/database/leftovers.ts'
import { scratchFolder } from '../../support/database.ts'

const code = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (thrown) {
    return (thrown as { code: string }).code
  }
}

describe('what is no lock', () => {
  const junk: [string, (path: string) => unknown][] = [
    ['text', path => writeFileSync(path, 'pid 4711\n')],
    ['zeros', path => writeFileSync(path, Buffer.alloc(100_000))],
    ['the head of a database', path => writeFileSync(path, 'SQLite format 3\0'.padEnd(5000, 'x'))],
    ['a folder', path => mkdirSync(path)],
    ['a link to nothing', path => symlinkSync(join(path, 'nothing'), path)],
    ['a pipe', path => spawnSync('mkfifo', [path])]
  ]
  it.each(junk)('is told and taken over: %s', (_, put) => {
    const dataFolder = scratchFolder()
    put(join(dataFolder, 'jobs.lock'))
    const lines: string[] = []
    const unlock = lockDataFolder(dataFolder, line => lines.push(line))
    expect(lines).toEqual(['jobs.lock was no lock of a running Earshot, and was taken over.'])
    expect(code(() => lockDataFolder(dataFolder))).toBe('database-busy')
    unlock()
    lockDataFolder(dataFolder)()
    put(join(dataFolder, 'tags.lock'))
    lockTagWriting(dataFolder)()
    put(join(dataFolder, 'open.lock'))
    useDataFolder(dataFolder)()
  })

  it('is left to whoever holds it, whatever came to stand in it', () => {
    const dataFolder = scratchFolder()
    const unlock = lockDataFolder(dataFolder)
    // By another process: closing a file that is locked lets go of the lock in the process that closes it.
    spawnSync('sh', ['-c', 'echo junk > "$0"', join(dataFolder, 'jobs.lock')])
    expect(code(() => lockDataFolder(dataFolder))).toBe('database-busy')
    unlock()
    lockDataFolder(dataFolder)()
  })

  it('is said to be gone where the folder is gone', () => {
    expect(code(() => lockDataFolder(join(scratchFolder(), 'gone')))).toBe('database-gone')
  })
})

describe('a data folder', () => {
  it('is used by many, or owned by one', () => {
    const dataFolder = scratchFolder()
    const [one, two] = [useDataFolder(dataFolder), useDataFolder(dataFolder)]
    expect(code(() => ownDataFolder(dataFolder))).toBe('database-busy')
    one()
    expect(code(() => ownDataFolder(dataFolder))).toBe('database-busy')
    two()
    ownDataFolder(dataFolder)()
  })
})

describe('what an earlier Earshot was writing when it ended', () => {
  const own = '.earshot-writing-0123456789ab.tmp'

  it('goes from the data folder at the next start, and nothing else does', () => {
    const dataFolder = scratchFolder()
    mkdirSync(join(dataFolder, 'backups'))
    const others = ['song.partial', '.earshot-writing-mine.tmp', '.earshot-notes', 'a.tmp']
    const ours = [own, `${own}-journal`, join('backups', own)]
    for (const name of [...others, ...ours]) writeFileSync(join(dataFolder, name), '')
    mkdirSync(join(dataFolder, '.earshot-writing-aaaaaaaaaaaa.tmp'))
    const using = useDataFolder(dataFolder)
    expect(removeLeftovers(dataFolder)).toEqual([])
    using()
    expect(removeLeftovers(dataFolder).sort()).toEqual(ours.map(name => join(dataFolder, name)).sort())
    expect(readdirSync(dataFolder).sort()).toEqual(
      [...others, '.earshot-writing-aaaaaaaaaaaa.tmp', 'backups', 'open.lock'].sort()
    )
  })

  it('goes from where playlists are written once nobody can be at it any more', () => {
    const folder = scratchFolder()
    writeFileSync(join(folder, own), '')
    expect(removeOldLeftovers(folder)).toEqual([])
    expect(removeOldLeftovers(folder, Date.now() + 2 * 3600_000)).toEqual([join(folder, own)])
  })
})
