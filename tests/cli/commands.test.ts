import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReader } from '../../src-main/core/database/open.ts'
import { writeWav } from '../support/audio.ts'
import { commandLine, ended, startCommand, type Ended } from '../support/command-line.ts'

const work = mkdtempSync(join(tmpdir(), 'earshot cli '))
const music = join(work, 'my music')
const data = join(work, 'data')
const run = commandLine(work, data)
/** The same as a process of its own. */
const asProcess = (...args: string[]): Promise<Ended> => ended(startCommand(work, data, args))

beforeAll(async () => {
  mkdirSync(music)
  writeWav(join(music, 'tone.wav'), { seconds: 12, hz: 440 })
  writeWav(join(music, 'noise.wav'), { seconds: 12, shape: 'noise' })
  writeWav(join(music, 'chirp.wav'), { seconds: 12, shape: 'chirp' })
  writeFileSync(join(music, 'broken.mp3'), 'no music')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('a library, in order', () => {
  it('empty: search finds nothing and says what to do', async () => {
    const { code, out, err } = await run('search', 'piano', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      query: 'piano',
      results: [],
      cut: 0,
      found: { byName: 0, bySound: 0 },
      parts: [expect.objectContaining({ text: 'piano', kind: 'sound' })],
      leftOut: []
    })
    expect(err).toContain('Nothing found.')
  })

  it('scan takes paths relative to where one is', async () => {
    const { code, out, err } = await asProcess('scan', 'my music', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      folders: [{ path: music, state: 'present', tracks: 3 }],
      scan: { state: 'done', done: 3, failed: 1, error: null },
      analysis: null,
      tracks: 3,
      analysed: 0,
      failures: 1
    })
    expect(err).toContain('3 tracks not analysed yet')
  })

  it('what only has the name of a command that asks for sounds in its arguments ends as well', async () => {
    const { code, out } = await asProcess('show', 'search', '--json')
    expect([code, out]).toEqual([1, ''])
  })

  it('show says what was read of a file, and status what was passed by', async () => {
    writeFileSync(join(music, '._tone.wav'), 'AppleDouble')
    await run('scan')
    const { out } = await run('show', join(music, 'tone.wav'), '--json')
    const [track] = (JSON.parse(out) as { tracks: Record<string, unknown>[] }).tracks
    expect(track).toMatchObject({ title: 'tone', codec: 'PCM', lossless: true, textRule: '' })
    expect(track).not.toHaveProperty('id')
    expect((await run('show', join(music, 'tone.wav'))).out).toContain('WAVE, PCM, lossless')
    const left = JSON.parse((await run('status', '--left-out', '--json')).out) as unknown
    const paths = [join(music, '._tone.wav')]
    expect(left).toMatchObject({ leftOut: 1, passedBy: [{ reason: 'mac-leftover', count: 1, paths }] })
    expect((await run('status', '--left-out')).out).toContain('left by macOS')
    rmSync(paths[0]!)
  })

  it('analyse listens, and again has nothing to do', async () => {
    const first = await run('analyse', '--json')
    expect(first.code).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({
      analysis: { state: 'done', done: 3 },
      tracks: 3,
      analysed: 3
    })
    const second = await run('analyse', '--json')
    expect(JSON.parse(second.out)).toMatchObject({ analysis: { state: 'done', done: 0 }, analysed: 3 })
  })

  it('search --json has the promised shape, best first, absolute paths', async () => {
    const { code, out } = await asProcess('search', 'hissing', 'noise', '-piano', '--json', '--all')
    expect(code).toBe(0)
    const answer = JSON.parse(out)
    expect(Object.keys(answer)).toEqual(['query', 'results', 'cut', 'found', 'parts', 'leftOut'])
    expect(answer.query).toBe('hissing noise -piano')
    expect(answer.results).toHaveLength(3)
    expect(answer.cut).toBeTypeOf('number')
    answer.results.forEach((result: Record<string, unknown>, i: number) => {
      expect(Object.keys(result)).toEqual([
        'path',
        'rank',
        'score',
        'band',
        'named',
        'moment',
        'passage',
        'reasons'
      ])
      expect(result['rank']).toBe(i + 1)
      expect(String(result['path']).startsWith(music)).toBe(true)
      expect(result['moment']).toMatchObject({ start: expect.any(Number), end: expect.any(Number) })
      expect(['strong', 'good', 'weak']).toContain(result['band'])
    })
    const scores = answer.results.map((result: { score: number }) => result.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })

  it('search hears other languages, and says as what', async () => {
    // No word of these is in a title: there only what was typed counts.
    const { code, out, err } = await run('search', '잔잔한 피아노', '-소음', '--json', '--all')
    expect(code).toBe(0)
    const answer = JSON.parse(out)
    expect(answer.understood).toEqual([
      { text: '잔잔한 피아노', language: 'ko', english: 'calm piano' },
      { text: '-소음', language: 'ko', english: 'noise' }
    ])
    expect(err).toContain('잔잔한 피아노: heard as "calm piano" (Korean).')
    const twin = JSON.parse((await run('search', 'calm piano', '-noise', '--json', '--all')).out)
    const ranking = (one: typeof answer): unknown[] =>
      one.results.map(({ path, score }: { path: string; score: number }) => [path, score])
    expect(ranking(answer)).toEqual(ranking(twin))
  })

  it('search --limit ends there', async () => {
    const { out } = await run('search', 'noise', '--json', '--all', '--limit', '2')
    expect(JSON.parse(out).results).toHaveLength(2)
  })

  it('search says what it cannot use, and gives no whole library for it', async () => {
    const some = await run('search', 'noise', 'playlist:"Rainy night"', '-taught:kitchen', '--json')
    expect(some.code).toBe(0)
    expect(some.err).toContain('playlist:"Rainy night" was left out')
    expect(some.err).toContain('there is none called "kitchen"')
    expect(JSON.parse(some.out)).toMatchObject({
      results: [{ rank: 1 }, { rank: 2 }, { rank: 3 }],
      leftOut: [
        { text: 'playlist:"Rainy night"', expected: expect.stringContaining('none called "Rainy night"') },
        { text: '-taught:kitchen' }
      ]
    })
    const none = await run('search', 'playlist:"Rainy night"')
    expect([none.code, none.out]).toEqual([1, ''])
    expect(none.err).toContain('there is none called "Rainy night"')
  })

  it('search in plain text gives a line a result, for other programs', async () => {
    const { code, out } = await run('search', 'noise', '--limit', '2')
    expect(code).toBe(0)
    const lines = out.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line.split('\t')).toHaveLength(6)
  })

  it('similar names the files and the words', async () => {
    const { code, out } = await run('similar', 'my music/tone.wav', '--text', 'calmer', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ files: [join(music, 'tone.wav')], query: 'calmer' })
  })

  it('moments are passages, by a command of their own or a search, and go into files as cue points', async () => {
    const { code, out } = await run('moments', 'calm tone', '--json')
    expect(code).toBe(0)
    const { query, moments, cut } = JSON.parse(out)
    expect(query).toBe('calm tone')
    expect(cut).toBeGreaterThanOrEqual(0)
    for (const one of moments)
      expect(one).toMatchObject({ path: expect.any(String), heat: expect.any(Number) })
    const searched = JSON.parse((await run('search', 'moment: calm tone', '--json')).out)
    expect(searched.moments).toEqual(moments)
    const m3u = await run('moments', 'calm tone', '--format', 'm3u')
    expect(m3u.out.match(/#EXTVLCOPT:start-time=/g) ?? []).toHaveLength(moments.length)
    const wrong = await run('moments', 'calm tone', '--format', 'wav')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('json, csv, m3u')
    const lost = await run('moments', 'calm tone', '--out', 'no such folder/cues.json')
    expect(lost.code).toBe(1)
    expect(lost.err).not.toContain('ENOENT')
  })

  it('similar to a file it does not know fails with a sentence', async () => {
    const { code, out, err } = await run('similar', 'nothing.wav')
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^earshot: .*nothing\.wav.*\.\n$/)
  })

  it('status lists failures when asked', async () => {
    const { out } = await run('status', '--failures', '--json')
    expect(JSON.parse(out)).toMatchObject({
      tracks: 3,
      analysed: 3,
      failures: 1,
      failed: [{ path: join(music, 'broken.mp3'), stage: 'read' }]
    })
    expect((await run('status')).out).toContain('analysed')
  })

  it('doctor finds nothing wrong, and reports without a name', async () => {
    const { code, out, err } = await asProcess('doctor', '--json', '--report', 'report.txt')
    expect(code).toBe(0)
    const report = readFileSync(join(work, 'report.txt'), 'utf8')
    expect(report).toMatch(/^library +3 tracks, 3 analysed/m)
    expect(report).toMatch(/^failures +read, /m)
    for (const name of ['my music', 'tone', 'broken', tmpdir(), 'earshot cli', homedir(), hostname()])
      expect(report).not.toContain(name)
    expect(report).not.toMatch(new RegExp(`\\b${userInfo().username}\\b`))
    // Nor do the libraries below complain of a graphics driver that is not there.
    expect(err).not.toMatch(/vk[A-Z]|dawn/)
    expect(JSON.parse(out)).toMatchObject({ problems: [], database: { integrity: 'ok' } })
  })

  it('a reader that goes away early is no failure', async () => {
    const child = startCommand(work, data, ['search', 'noise', '--all'])
    child.stdout?.destroy()
    const { code, err } = await ended(child)
    expect(code).toBe(0)
    expect(err).not.toContain('EPIPE')
  })

  it('--models elsewhere: doctor fails and says so', async () => {
    const { code, out } = await run('doctor', '--json', '--models', join(work, 'none'))
    expect(code).toBe(1)
    expect(JSON.parse(out).problems).toMatchObject([{ code: 'model-missing' }])
  })
})

describe('usage', () => {
  it.each([
    [['search']],
    [['frobnicate']],
    [['search', 'x', '--limit', '0']],
    [['search', 'x', '--limit', 'many']],
    [['search', 'x', '--limt', '3']],
    [['scan', '--burn']],
    [['serve', '--port', '70000']]
  ])('%j is wrong: exit code 2, nothing on standard output', async args => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/error:/)
  })

  it.each([[['--help']], [['search', '--help']], [['--version']]])('%j is fine', async args => {
    const { code, out } = await run(...args)
    expect(code).toBe(0)
    expect(out).not.toBe('')
  })

  it('a process ends as its command does', async () => {
    expect(await asProcess('--version')).toEqual(await run('--version'))
    expect(await asProcess('search', 'x', '--limt', '3')).toEqual(await run('search', 'x', '--limt', '3'))
    expect(await asProcess('scan', 'no such folder')).toEqual(await run('scan', 'no such folder'))
  })

  it('a folder that is not there: exit code 1', async () => {
    const { code, err } = await run('scan', 'no such folder')
    expect(code).toBe(1)
    expect(err).toContain('no such folder')
  })
})

describe('Ctrl-C', () => {
  const count = 30

  /** Listening to many long files, stopped once the first is kept. */
  async function stopped(signals: number): Promise<Ended & { after: Record<string, number> }> {
    const own = join(work, `stopped-${signals}`)
    const many = join(own, 'music')
    mkdirSync(many, { recursive: true })
    // So many of one long file that no machine has heard them all before the signal comes.
    const long = join(own, 'long.wav')
    writeWav(long, { seconds: 600, hz: 200, channels: 1, sampleRate: 8000, bits: 8 })
    for (let i = 0; i < count; i++) copyFileSync(long, join(many, `${i}.wav`))
    await commandLine(work, own)('scan', many)
    const child = startCommand(work, own, ['analyse', '--json'])
    const done = ended(child)
    const db = openReader(own)
    const heard = db.prepare<[], number>('SELECT count(*) FROM analyses').pluck()
    await expect.poll(() => heard.get(), { interval: 20 }).toBeGreaterThan(0)
    db.close()
    for (let i = 0; i < signals; i++) child.kill('SIGINT')
    const result = await done
    const { out } = await commandLine(work, own)('status', '--json')
    return { ...result, after: JSON.parse(out) }
  }

  it('once: stops cleanly, keeps what is done, exit code 130', async () => {
    const { code, out, after } = await stopped(1)
    expect(code).toBe(130)
    expect(JSON.parse(out)).toMatchObject({ analysis: { state: 'cancelled' } })
    expect(after['analysed']).toBe(JSON.parse(out).analysed)
    expect(after['analysed']).toBeLessThan(count)
  })

  it('twice: ends at once, and the library is sound', async () => {
    const { code, after } = await stopped(2)
    expect(code).toBe(130)
    expect(after['tracks']).toBe(count)
  })
})
