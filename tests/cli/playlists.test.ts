import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ImportReport, PlaylistEntry, PlaylistReport } from '../../src-main/contract/playlists.ts'
import { entryReason, type EntryReason } from '../../src-main/contract/reasons.ts'
import { entryReasonText, playlistSoundText } from '../../src-main/words/index.ts'
import { createEngine } from '../../src-main/engine/engine.ts'
import { writeWav } from '../support/audio.ts'
import { commandLine } from '../support/command-line.ts'

const modelsFolder = resolve(import.meta.dirname, '../../models')
const work = mkdtempSync(join(tmpdir(), 'earshot lists '))
const music = join(work, 'music')
const run = commandLine(work, join(work, 'data'))
const answer = async <T>(...args: string[]): Promise<T> => {
  const { code, out, err } = await run('--json', ...args)
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as T
}
/** Long enough to be proposed, and small. */
const write = (name: string, hz: number): string =>
  writeWav(join(music, `${name}.wav`), { seconds: 41, hz, sampleRate: 16_000, channels: 1 })
const pathsOf = async (playlist: string): Promise<string[]> =>
  (await answer<{ entries: PlaylistEntry[] }>('playlist', 'show', playlist)).entries.map(entry => entry.path)

interface Proposed {
  entries: { path: string; reason: string; because: EntryReason }[]
  playlist: { name: string; tracks: number } | null
}
interface Refreshed {
  playlists: { name: string; tracks: number; changes: { path: string; joined: boolean }[] }[]
}

beforeAll(async () => {
  mkdirSync(music)
  for (const hz of [330, 440, 660, 880]) write(`tone ${hz}`, hz)
  expect((await run('scan', '--analyse', 'music')).code).toBe(0)
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

it('keeps what a sentence gave, writes it as files, and reads the same tracks back from them', async () => {
  const wish = ['a calm drone', '--tracks', '3', '--per-artist', '0']
  const { entries, playlist } = await answer<Proposed>('playlist', 'make', ...wish, '--save', 'Drones')
  const again = await answer<Proposed>('playlist', 'make', ...wish, '--save', 'Drones')
  expect(again.playlist?.name).toBe('Drones 2')
  expect(playlist).toMatchObject({ name: 'Drones', tracks: 3 })
  const paths = entries.map(entry => entry.path)
  expect(new Set(paths).size).toBe(3)
  expect(paths.every(path => path.startsWith(music))).toBe(true)
  for (const { reason, because } of entries) expect(reason).toBe(entryReasonText(entryReason.parse(because)))
  expect(await pathsOf('Drones')).toEqual(paths)

  mkdirSync(join(work, 'out'))
  for (const format of ['m3u8', 'xspf'])
    expect((await run('playlist', 'export', 'Drones', '--to', 'out', '--format', format)).code).toBe(0)
  expect(readFileSync(join(work, 'out/Drones.m3u8'), 'utf8')).toContain('../music/tone ')
  const xspf = readFileSync(join(work, 'out/Drones.xspf'), 'utf8')
  expect(xspf).toContain('music/tone%20')
  for (const { reason } of entries)
    expect(xspf).toContain(`<annotation>${reason.replaceAll('"', '&quot;')}</annotation>`)

  const files = ['out/Drones.m3u8', 'out/Drones.xspf']
  const { imported } = await answer<{ imported: ImportReport[] }>('playlist', 'import', ...files)
  expect(imported).toHaveLength(2)
  for (const { playlistId, matched } of imported) {
    expect(matched.byPath).toBe(3)
    expect(await pathsOf(String(playlistId))).toEqual(paths)
  }
})

it('writes for a player as it reads, with what is said beside that, and comes back from each', async () => {
  const paths = ['tone 330', 'tone 880', 'tone 440'].map(name => join(music, `${name}.wav`))
  const made = await answer<{ imported: ImportReport[] }>('playlist', 'create', 'Mine', ...paths)
  const mine = String(made.imported[0]!.playlistId)
  mkdirSync(join(work, 'players'))
  const kinds = {
    vlc: 'xspf',
    mpd: 'm3u',
    navidrome: 'm3u8',
    jellyfin: 'm3u8',
    foobar2000: 'm3u8',
    car: 'm3u'
  }
  for (const [player, format] of Object.entries(kinds)) {
    const file = player === 'car' ? 'players/Mine/Mine.m3u' : `players/Mine.${format}`
    const wish = ['playlist', 'export', mine, '--to', 'players', '--for', player, '--replace']
    expect((await run(...wish)).code).toBe(0)
    const { imported } = await answer<{ imported: ImportReport[] }>('playlist', 'import', file)
    const { matched, playlistId } = imported[0]!
    expect(player === 'car' ? matched.byTail : matched.byPath).toBe(3)
    expect(await pathsOf(String(playlistId))).toEqual(paths)
  }
  const copied = readdirSync(join(work, 'players/Mine'))
  expect(copied.filter(name => /^00[123] tone \d+\.wav$/.test(name))).toHaveLength(3)

  const text = async (...more: string[]) => (await run('playlist', 'export', mine, ...more)).out
  expect(await text('--for', 'mpd')).toContain(`\n${music}/tone `)
  expect(await text()).toContain(`\n${music}/tone `)
  expect(await text('--relative')).toMatch(/\ntone \d+\.wav\n/)
  expect(await text('--for', 'mpd', '--map', `${music}=`)).toMatch(/\ntone \d+\.wav\n/)
  expect(await text('--for', 'vlc', '--format', 'pls')).toContain('[playlist]')
  const refused = async (...more: string[]) => (await run('playlist', 'export', mine, ...more)).err
  expect(await refused('--for', 'winamp')).toContain('Allowed choices are vlc, mpd')
  expect(await refused('--for', 'car')).toContain('--for car copies the music, and needs a folder')
  expect(await refused('--for', 'car', '--to', 'players', '--keep')).toContain('--keep leaves the music')
  expect(await refused('--number')).toContain('--number is for what --copy or --link bring along')
})

it('leads from one track to another without a repeat, and refuses a way from nowhere', async () => {
  const { entries } = await answer<Proposed>(
    'playlist',
    'path',
    'music/tone 330.wav',
    'music/tone 880.wav',
    '--tracks',
    '4'
  )
  const paths = entries.map(entry => entry.path)
  expect(paths[0]).toBe(join(music, 'tone 330.wav'))
  expect(paths.at(-1)).toBe(join(music, 'tone 880.wav'))
  expect(new Set(paths).size).toBe(paths.length)
  expect((await run('playlist', 'path', 'music/tone 330.wav')).code).not.toBe(0)
})

it('a smart playlist with a sound gains what fits, loses what went, and says why', async () => {
  // What the model hears: between 0.7 and 1 in the lowest of these tones, less than 0.3 in the others.
  const match = { all: [{ field: 'sound', op: 'is', value: 'a deep low hum', cut: 0.5 }] }
  writeFileSync(join(work, 'rules.json'), JSON.stringify({ match }))
  expect(await answer('playlist', 'smart', '--rules', 'rules.json')).toMatchObject({ count: 0, paths: [] })
  const { playlist } = await answer<Proposed>('playlist', 'create', 'Low', '--rules', 'rules.json')
  expect(playlist).toMatchObject({ name: 'Low', tracks: 0 })

  mkdirSync(join(work, 'kept'))
  expect((await run('playlist', 'export', 'Low', '--to', 'kept', '--keep')).code).toBe(0)
  const kept = (): string => readFileSync(join(work, 'kept/Low.m3u8'), 'utf8')
  expect(kept()).not.toContain('tone 82')

  // The commands that change the library take the playlist and its file with them.
  const low = write('tone 82', 82)
  const scanned = await run('scan', '--analyse')
  expect(scanned).toMatchObject({
    code: 0,
    err: expect.stringContaining('1 smart playlist changed') as string
  })
  expect(await pathsOf('Low')).toEqual([low])
  expect(kept()).toContain('tone 82.wav')

  expect((await run('playlist', 'export', 'Low', '--keep')).err).toContain('--keep needs a folder')
  expect((await run('playlist', 'export', 'Low', '--let-go')).code).toBe(0)
  expect((await run('playlist', 'export', 'Low', '--let-go')).code).toBe(1)

  rmSync(low)
  expect((await run('scan')).code).toBe(0)
  expect(await pathsOf('Low')).toEqual([])
  expect(kept()).toContain('tone 82.wav')
  const { playlists } = await answer<Refreshed>('playlist', 'smart', 'Low')
  expect(playlists).toMatchObject([{ name: 'Low', tracks: 0, changes: [] }])
  const lately = await answer<Refreshed>('playlist', 'smart', 'Low', '--since', '1')
  expect(lately.playlists[0]!.changes.map(({ path, joined }) => ({ path, joined }))).toEqual([
    { path: low, joined: false },
    { path: low, joined: true }
  ])

  const engine = await createEngine({ dataFolder: join(work, 'data'), modelsFolder, analyseAfterScan: false })
  try {
    const { id } = (await engine.call('playlists.list', {})).find(one => one.name === 'Low')!
    const [came, went] = (await engine.call('smart.changes', { id })).toReversed()
    // New, or known for a moment before it was heard: members may be looked at in between.
    const heard = { code: 'heard-as', phrase: 'a deep low hum', line: 0.5 }
    expect(came!.reason.code === 'new-in-library' ? came!.reason.sound : came!.reason).toMatchObject(heard)
    expect(went).toMatchObject({ joined: false, reason: { code: 'file-away' } })
  } finally {
    await engine.close()
  }
})

it('the doctor says what a playlist is, and says no to one that is not there', async () => {
  const report = await answer<PlaylistReport & { words: string }>('playlist', 'doctor', '#1')
  expect(report.words).toBe(playlistSoundText(report.sound))
  const missing = await run('playlist', 'doctor', 'Nothing')
  expect(missing).toMatchObject({ code: 1, out: '' })
  expect(missing.err).toContain('no playlist "Nothing"')
})
