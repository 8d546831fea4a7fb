import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { isTemporaryName, isTemporaryOf, temporaryBeside } from '../../../src-main/core/files/temporary.ts'
import {
  makeWhole,
  makeWholeSync,
  writeWhole,
  writeWholeSync,
  type Flush
} from '../../../src-main/core/files/whole-file.ts'
import { scratchFolder } from '../../support/database.ts'

const flushes: Flush[] = ['none', 'file', 'folder']
/** Both ways, as one: what a file holds is there afterwards. */
const writers = {
  'with others going on': (path: string, content: string, flush: Flush) =>
    writeWhole(path, content, { flush }),
  'in one go': async (path: string, content: string, flush: Flush) => writeWholeSync(path, content, flush)
}

describe.each(Object.entries(writers))('a file is written whole, %s', (_, write) => {
  test.each(flushes)('where nothing is, and over what is there (%s)', async flush => {
    const folder = scratchFolder()
    const path = join(folder, 'caf\udce9.txt')
    await write(path, 'one', flush)
    await write(path, 'two', flush)
    const [name] = readdirSync(Buffer.from(folder), { encoding: 'buffer' })
    expect(readdirSync(folder)).toHaveLength(1)
    expect(name).toEqual(Buffer.from('636166e92e747874', 'hex'))
    expect(readFileSync(Buffer.concat([Buffer.from(`${folder}/`), name!]), 'utf8')).toBe('two')
  })

  it('or not at all: what stands in the way stays, and nothing is left beside it', async () => {
    const folder = scratchFolder()
    const path = join(folder, 'taken')
    mkdirSync(join(path, 'by a folder'), { recursive: true })
    await expect(write(path, 'x', 'folder')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/)
    expect(readdirSync(folder)).toEqual(['taken'])
    await expect(write(join(folder, 'gone', 'x'), 'x', 'none')).rejects.toMatchObject({ code: 'ENOENT' })
    expect(readdirSync(folder)).toEqual(['taken'])
  })

  it('in the place of a link, not through it', async () => {
    const folder = scratchFolder()
    writeFileSync(join(folder, 'other'), 'mine')
    symlinkSync('other', join(folder, 'link'))
    await write(join(folder, 'link'), 'new', 'file')
    expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('mine')
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('new')
    expect(() => readlinkSync(join(folder, 'link'))).toThrow('EINVAL')
  })
})

describe('making that fails', () => {
  it('leaves the old file, and no part of the new one', async () => {
    const folder = scratchFolder()
    const path = join(folder, 'file')
    writeFileSync(path, 'old')
    const half = (temporary: string): never => {
      writeFileSync(temporary, 'half')
      expect(isTemporaryOf(temporary, path)).toBe(true)
      throw new Error('The source broke off.')
    }
    await expect(makeWhole(path, async temporary => half(temporary), 'folder')).rejects.toThrow('broke off')
    expect(() => makeWholeSync(path, half, 'folder')).toThrow('broke off')
    expect(readdirSync(folder)).toEqual(['file'])
    expect(readFileSync(path, 'utf8')).toBe('old')
  })

  it('says what went wrong even where its folder is gone', async () => {
    const folder = scratchFolder()
    const inner = join(folder, 'inner')
    mkdirSync(inner)
    const pull = (temporary: string): never => {
      writeFileSync(temporary, 'half')
      renameSync(inner, join(folder, 'away'))
      throw new Error('The source broke off.')
    }
    await expect(makeWhole(join(inner, 'file'), async at => pull(at), 'none')).rejects.toThrow('broke off')
  })
})

it('takes the permissions it is given', async () => {
  const path = join(scratchFolder(), 'file')
  await writeWhole(path, 'x', { flush: 'none', mode: 0o600 })
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it.runIf(process.platform !== 'win32')(
  'a kill leaves one file or the other, and a name that is known',
  async () => {
    const folder = scratchFolder()
    const path = join(folder, 'file')
    writeFileSync(path, 'a'.repeat(3_000_000))
    const script = `import { writeWholeSync } from ${JSON.stringify(new URL('../../../src-main/core/files/whole-file.ts', import.meta.url))}
    process.stdout.write('.')
    for (let i = 0; ; i++) writeWholeSync(${JSON.stringify(path)}, 'ab'[i % 2].repeat(3_000_000), 'none')`
    for (let kill = 0; kill < 5; kill++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit']
      })
      await once(child.stdout, 'data')
      await new Promise(resolve => setTimeout(resolve, 20 + 17 * kill))
      child.kill('SIGKILL')
      await once(child, 'close')
      expect(readFileSync(path, 'latin1')).toMatch(/^(a{3000000}|b{3000000})$/)
      const left = readdirSync(folder).filter(name => name !== 'file')
      expect(left.filter(name => !isTemporaryName(name))).toEqual([])
    }
  }
)

describe('names of what is being written', () => {
  test.each(['song.flac', 'Song.MP3', 'no ending', 'odd.caf\udce9', 'x.tar.gz', '.hidden', 'a.mp+'])(
    'are ours beside %s',
    name => {
      const path = join('/music', name)
      for (const temporary of [temporaryBeside(path), temporaryBeside(path, 'tmp')]) {
        expect(dirname(temporary)).toBe('/music')
        expect(basename(temporary)).toMatch(/^\.earshot-/)
        expect(isTemporaryName(basename(temporary))).toBe(true)
        expect(isTemporaryOf(temporary, path)).toBe(true)
        expect(isTemporaryOf(temporary, '/other/song.flac')).toBe(false)
      }
      expect(temporaryBeside(path)).not.toBe(temporaryBeside(path))
    }
  )

  it('end as the file does where its format is told by that, and as nothing else otherwise', () => {
    expect(temporaryBeside('/m/Song.MP3')).toMatch(/\.mp3$/)
    expect(temporaryBeside('/m/Song.MP3', 'tmp')).toMatch(/\.tmp$/)
  })

  it('of earlier editions are known', () => {
    expect(isTemporaryName('.earshot-writing-0123456789ab.flac')).toBe(true)
    expect(isTemporaryName('.earshot-4711-3.tmp')).toBe(true)
  })

  test.each([
    'song.flac',
    'earshot-writing-0123456789ab.flac',
    '.earshot-writing-0123456789ab.flac.bak',
    '.earshot-writing-0123456789AB.flac',
    '.earshot-notes.tmp',
    '.earshot',
    'x.earshot-1-2.tmp'
  ])('are never %s', name => {
    expect(isTemporaryName(name)).toBe(false)
  })
})

/** What renames for another reason than a whole file, or writes one that may be lost. */
const exceptions: Record<string, string> = {
  'core/database/backups/restore.ts': 'moves the old database aside',
  'core/database/lock.ts': 'moves aside what stands where the lock should be and is none',
  'core/inference/packs/stage.ts': 'a folder takes its name, and its files come whole from a download',
  'core/tagging/write/write-file.ts': 'looks at the file once more between flushing and renaming',
  'core/tagging/move/move-file.ts': 'a file that is moved takes its new name, and never that of another',
  'core/inference/packs/packs.ts': 'a folder goes out of sight before it is removed',
  'core/inference/packs/download-pack.ts': 'what is fetched over days keeps its name from try to try',
  'core/playlists/files/renumber.ts': 'a copy that is whole already takes the number of its new place',
  'core/files/trash-info.ts': 'a note in a trash takes its name by being made, which keeps that from others',
  'app/window-state.ts': 'where the window was is worth no care, and the window may not reach core'
}

test('no other code writes files in a way of its own', async () => {
  const root = new URL('../../../src-main/', import.meta.url)
  const found: string[] = []
  for await (const file of glob('**/*.ts', { cwd: root })) {
    const text = await readFile(new URL(file, root), 'utf8')
    const imported = [...text.matchAll(/import \{([^}]*)\} from 'node:fs(?:\/promises)?'/g)].join(' ')
    if (/\b(rename|renameSync|writeFileSync|fsyncSync)\b/.test(imported)) found.push(file)
  }
  expect(found.sort()).toEqual([...Object.keys(exceptions), 'core/files/whole-file.ts'].sort())
})
