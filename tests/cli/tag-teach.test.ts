import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeWav } from '../support/audio.ts'
import { commandLine } from '../support/command-line.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot teach '))
const music = join(work, 'music')
const run = commandLine(music, join(work, 'data'))
const teach = (...args: string[]) => run('tag', 'teach', ...args)

beforeAll(async () => {
  mkdirSync(music)
  writeWav(join(music, 'tone.wav'), { seconds: 12, hz: 440 })
  writeWav(join(music, 'noise.wav'), { seconds: 12, shape: 'noise' })
  writeWav(join(music, 'chirp.wav'), { seconds: 12, shape: 'chirp' })
  expect((await run('scan', '--analyse', music)).code).toBe(0)
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('earshot tag teach, in order', () => {
  it('has nothing to show of a tag nobody taught, and changes nothing for it', async () => {
    const { code, out, err } = await teach('Hum')
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^earshot: There is no taught tag "Hum"/)
    for (const options of [['--rename', 'x'], ['--remove']])
      expect((await teach('Hum', ...options)).code).toBe(1)
    expect(JSON.parse((await teach('--list', '--json')).out)).toEqual({ tags: [] })
  })

  it('makes the tag with its first marks, and says what fits it', async () => {
    const { code, out } = await teach('Hum', '--yes', 'tone.wav', 'chirp.wav', '--no', 'noise.wav', '--json')
    expect(code).toBe(0)
    const { tag, tracks, cut, ask } = JSON.parse(out)
    expect(tag).toMatchObject({ name: 'Hum', yes: 2, no: 1, reliability: null })
    expect(tracks).toHaveLength(3)
    const noise = tracks.find((track: { path: string }) => track.path === join(music, 'noise.wav'))
    expect(noise).toMatchObject({ mark: 'no', probability: expect.any(Number) })
    expect([cut, ask]).toEqual([0, []])
  })

  it('takes a mark back, knows the name in any case, and ends at the limit', async () => {
    const { out } = await teach('hum', '--unmark', 'chirp.wav', '--limit', '1', '--json')
    const { tag, tracks } = JSON.parse(out)
    expect(tag).toMatchObject({ name: 'Hum', yes: 1, no: 1 })
    expect(tracks).toHaveLength(1)
  })

  it('gives a line a track for other programs', async () => {
    const { out, err } = await teach('Hum')
    expect(
      out
        .trimEnd()
        .split('\n')
        .map(line => line.split('\t').length)
    ).toEqual([4, 4, 4])
    expect(err).toContain('"Hum": 1 yes, 1 no')
  })

  it('is found by search', async () => {
    const { out } = await run('search', 'taught:hum', '--json')
    expect(JSON.parse(out).results.map((one: { path: string }) => one.path)).toEqual([
      join(music, 'tone.wav')
    ])
  })

  it('is suggested and proposed for writing where it is marked', async () => {
    const { tracks } = JSON.parse((await run('tag', 'suggest', 'tone.wav', '--json')).out)
    expect(tracks[0].suggestions[0]).toMatchObject({ group: 'taught', term: 'Hum', sure: true })
    const { out } = await run('tag', 'review', '--make', '--fields', 'taught', '--json')
    expect(JSON.parse(out).files).toMatchObject([
      {
        path: join(music, 'tone.wav'),
        changes: [{ field: 'taught', before: [], after: ['Hum'], accepted: true }]
      }
    ])
  })

  it('is renamed, removed, brought back, and listed', async () => {
    expect(JSON.parse((await teach('Hum', '--rename', 'Drone', '--json')).out)).toMatchObject({
      renamed: 'Drone'
    })
    expect((await teach('drone', '--remove')).err).toContain('"Drone" is removed')
    expect((await teach('Drone')).code).toBe(1)
    expect((await teach('drone', '--restore')).err).toContain('"Drone" is back')
    const { tags } = JSON.parse((await teach('--list', '--json')).out)
    expect(tags).toMatchObject([{ name: 'Drone', yes: 1, no: 1, learning: false }])
    expect((await teach('--list')).out.split('\t').slice(0, 3)).toEqual(['Drone', '1', '1'])
  })

  it('refuses wrong command lines and files it does not know', async () => {
    for (const wrong of [
      ['--limit', '0'],
      ['--limit', 'few'],
      ['--remove', '--rename', 'x'],
      ['--restore', '--ask']
    ]) {
      expect((await teach('Drone', ...wrong)).code, wrong.join(' ')).toBe(2)
    }
    const unknown = await teach('New', '--yes', 'nothing.wav')
    expect(unknown.code).toBe(1)
    expect(unknown.err).toContain('nothing.wav is not in the library')
    expect((await teach('New')).err).toContain('There is no taught tag "New"')
    expect((await teach('--yes', 'tone.wav')).err).toContain('Say which tag')
  })
})
