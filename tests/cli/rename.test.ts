import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commandLine } from '../support/command-line.ts'
import { makeSong } from '../support/tag-library.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot-cli-rename-'))
const music = join(work, 'music')
const run = commandLine(work, join(work, 'data'))

beforeAll(async () => {
  mkdirSync(join(music, 'in'), { recursive: true })
  makeSong(join(music, 'in'), 'song', 'flac')
  writeFileSync(join(music, 'in/cover.jpg'), 'a picture')
  await run('scan', 'music')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

it('shows a tree and plans it, moves with a yes, and takes it back', async () => {
  const shown = await run('rename', '{artist}/{title:upper}', 'music/in')
  expect(shown.code).toBe(0)
  expect(shown.out).toBe(
    `${music}/Somebody\n  cover.jpg  ← ../in/cover.jpg\n  SONG.flac  ← ../in/song.flac\n`.replaceAll(
      '../',
      `${music}/`
    )
  )
  expect(shown.err).toContain('1 track and 1 file beside them get another name.')
  expect(shown.err).toContain('Nothing is moved yet: "earshot tag write 1" does it.')
  expect(existsSync(join(music, 'in/song.flac'))).toBe(true)

  const moved = await run('rename', '{artist}/{title:upper}', 'artist:Somebody', '--yes', '--json')
  expect(JSON.parse(moved.out)).toMatchObject({
    plan: { state: 'written' },
    preview: { tracks: 1, along: 1, refused: 0 },
    moves: [
      { trackId: null, to: join(music, 'Somebody/cover.jpg'), state: 'written' },
      {
        from: join(music, 'in/song.flac'),
        to: join(music, 'Somebody/SONG.flac'),
        state: 'written',
        problem: null
      }
    ],
    write: { state: 'done', done: 2 }
  })
  expect(existsSync(join(music, 'Somebody/SONG.flac'))).toBe(true)
  const again = await run('rename', '{artist}/{title:upper}', 'music')
  expect(again.err).toContain('All of it is called so already.')
  expect((await run('tag', 'history', '1')).out).toContain(
    `path: ${music}/in/song.flac → ${music}/Somebody/SONG.flac`
  )
  expect((await run('tag', 'undo', '1', '--yes')).code).toBe(0)
  expect(existsSync(join(music, 'in/song.flac'))).toBe(true)
  expect(existsSync(join(music, 'Somebody'))).toBe(false)
})

it('names what is wrong with a pattern, a folder or a search', async () => {
  expect((await run('rename', '../{title}', 'music')).err).toContain('This pattern cannot be used')
  expect((await run('rename', '{title}', 'music', '--to', '/')).err).toContain('in no folder of the library')
  expect((await run('rename', '{title}', 'artist:Nobody')).err).toContain('Nothing in the library')
  expect((await run('rename', '{title}', 'music', 'nowhere')).err).toContain('a search stands alone')
})
