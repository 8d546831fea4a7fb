import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backUp } from '../../../src-main/core/database/backups/back-up.ts'
import { openDatabase } from '../../../src-main/core/database/open.ts'
import { tightenDataFolder } from '../../../src-main/core/database/tighten.ts'
import { openBase } from '../../../src-main/engine/base.ts'
import { scratchFolder } from '../../support/database.ts'

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

function openedUp(): string {
  const dataFolder = join(scratchFolder(), 'data')
  const db = openDatabase(dataFolder)
  backUp(db, dataFolder, 'asked')
  db.close()
  writeFileSync(join(dataFolder, 'providers.json'), '{}')
  writeFileSync(join(dataFolder, 'serve-token'), 'x')
  mkdirSync(join(dataFolder, 'cache'))
  for (const name of readdirSync(dataFolder, { recursive: true }) as string[]) {
    const path = join(dataFolder, name)
    chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644)
  }
  chmodSync(dataFolder, 0o755)
  return dataFolder
}

const modesIn = (dataFolder: string): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(dataFolder, { recursive: true }) as string[]).map(name => [
      name.replace(/-v.*/, ''),
      modeOf(join(dataFolder, name))
    ])
  )

it('an old data folder is made its owner’s alone when it is opened', () => {
  const dataFolder = openedUp()
  const base = openBase({ dataFolder, modelsFolder: dataFolder, log: () => undefined })
  expect(modeOf(dataFolder)).toBe('700')
  expect(modesIn(dataFolder)).toMatchObject({
    'earshot.db': '600',
    'earshot.db-wal': '600',
    'earshot.db-shm': '600',
    'providers.json': '600',
    'serve-token': '600',
    cache: '700',
    backups: '700',
    'backups/earshot': '600'
  })
  base.close()
})

it('a new one is so from the beginning, whatever the umask', () => {
  const dataFolder = join(scratchFolder(), 'data')
  const before = process.umask(0)
  try {
    const base = openBase({ dataFolder, modelsFolder: dataFolder, log: () => undefined })
    expect([modeOf(dataFolder), modesIn(dataFolder)['earshot.db']]).toEqual(['700', '600'])
    base.close()
  } finally {
    process.umask(before)
  }
})

it('a folder that holds things of others keeps its own rights, and so do they', () => {
  const dataFolder = openedUp()
  const theirs = join(dataFolder, 'holidays.jpg')
  writeFileSync(theirs, '')
  chmodSync(theirs, 0o644)
  tightenDataFolder(dataFolder)
  expect([modeOf(dataFolder), modeOf(theirs), modeOf(join(dataFolder, 'earshot.db'))]).toEqual([
    '755',
    '644',
    '600'
  ])
})

it('leads nowhere by a link', () => {
  const dataFolder = openedUp()
  const elsewhere = join(scratchFolder(), 'theirs')
  writeFileSync(elsewhere, '')
  chmodSync(elsewhere, 0o644)
  symlinkSync(elsewhere, join(dataFolder, 'in-work.json'))
  tightenDataFolder(dataFolder)
  expect(modeOf(elsewhere)).toBe('644')
})
