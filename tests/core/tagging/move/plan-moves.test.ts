import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src-main/core/database/open.ts'
import { folderStatements } from '../../../../src-main/core/database/statements/folders.ts'
import { planStatements } from '../../../../src-main/core/database/statements/plans.ts'
import { playlistStatements } from '../../../../src-main/core/database/statements/playlists.ts'
import { trackStatements, type TrackRecord } from '../../../../src-main/core/database/statements/tracks.ts'
import { PlaylistEditor } from '../../../../src-main/core/playlists/edit/editor.ts'
import { planMoves, type PlannedMoves } from '../../../../src-main/core/tagging/move/plan-moves.ts'
import { sampleTrack, scratchDatabase, scratchFolder } from '../../../support/database.ts'

let db: Database
let music = ''
let folderId = 0

beforeEach(() => {
  db = scratchDatabase()
  music = scratchFolder()
  folderId = folderStatements(db).add(music, 0).id
})

function file(name: string, text = 'x'): string {
  const path = join(music, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

function track(name: string, facts: Partial<TrackRecord> = {}): number {
  return trackStatements(db).insert(sampleTrack({ folderId, path: file(name), title: name, ...facts }), 0)
}

const plan = (pattern: string, ids: number[], root?: string): Promise<PlannedMoves> =>
  planMoves(db, { ids, pattern, root }, () => Promise.resolve())

/** "from → to", below the folder, with why not. */
async function planned(pattern: string, ids: number[]): Promise<string[]> {
  const { moves } = await plan(pattern, ids)
  const short = (path: string): string => path.slice(music.length + 1)
  return moves
    .map(
      ({ from, to, problem }) =>
        `${short(from)} → ${short(to)}${problem === null ? '' : ` (${problem.message.replaceAll(`${music}/`, '')})`}`
    )
    .sort()
}

describe('where tracks go', () => {
  it('is below the folder of the library that they are in, with their own ending', async () => {
    const one = track('in/x.FLAC', {
      title: 'One',
      albumArtist: 'A/B',
      album: 'Al',
      year: 1999,
      trackNumber: 1,
      discNumber: 1
    })
    const two = track('in/y.mp3', {
      title: 'Two',
      albumArtist: 'A/B',
      album: 'Al',
      year: 1999,
      trackNumber: 2,
      discNumber: 2
    })
    expect(await planned('{albumartist}/{year} {album}/{disc-}{track} {title}', [one, two])).toEqual([
      'in/x.FLAC → A_B/1999 Al/1-01 One.FLAC',
      'in/y.mp3 → A_B/1999 Al/2-02 Two.mp3'
    ])
    // Of one disc nothing is said.
    const alone = track('in/z.mp3', { title: 'Z', album: 'Solo', discNumber: 1, trackNumber: 3 })
    expect(await planned('{album}/{disc-}{track} {title}', [alone])).toEqual(['in/z.mp3 → Solo/03 Z.mp3'])
  })

  it('is nowhere new for what is called so, or is not there', async () => {
    const stays = track('Al/One.mp3', { title: 'One', album: 'Al' })
    const away = track('gone.mp3', { title: 'Gone', album: 'Al' })
    trackStatements(db).setAvailable(away, false)
    expect(await plan('{album}/{title}', [stays, away])).toEqual({ moves: [], stay: 1, away: 1, sheets: [] })
  })

  it('is another folder of the library where that is told, and none outside', async () => {
    const one = track('x.mp3', { title: 'One' })
    const second = scratchFolder()
    await expect(plan('{title}', [one], second)).rejects.toThrow('is in no folder of the library')
    folderStatements(db).add(second, 0)
    expect((await plan('{title}', [one], second)).moves[0]!.to).toBe(join(second, 'One.mp3'))
  })

  it('is one folder however it is spelled', async () => {
    const ids = ['The Kinks', 'the kinks', 'THE KINKS'].map((artist, i) =>
      track(`${i}.mp3`, { title: `T${i}`, artist })
    )
    expect(await planned('{artist}/{title}', ids)).toEqual([
      '0.mp3 → The Kinks/T0.mp3',
      '1.mp3 → The Kinks/T1.mp3',
      '2.mp3 → The Kinks/T2.mp3'
    ])
  })

  it('keeps bytes of names that are no text out of new ones', async () => {
    const odd = track('plain.mp3', { title: 'odd \udcff name' })
    expect(await planned('{title}', [odd])).toEqual(['plain.mp3 → odd _ name.mp3'])
  })
})

describe('what is refused', () => {
  it('names that are empty, equal or too long', async () => {
    const none = track('1.mp3', { title: 'One', album: '' })
    const ids = ['a', 'A'].map(title => track(`in/${title}1.mp3`, { title, album: 'Al' }))
    const long = track('2.mp3', { title: 'é'.repeat(130), album: 'Al' })
    expect(await planned('{album}/{title}', [none, ...ids, long])).toEqual([
      `1.mp3 → _/One.mp3 (A name or folder would be empty: its tags do not say enough.)`,
      expect.stringMatching(
        /^2.mp3 → Al\/é+.mp3 \(A name of 264 bytes is longer than the 255 that disks take/
      ),
      'in/A1.mp3 → Al/A.mp3 (in/a1.mp3 would have the same name.)',
      'in/a1.mp3 → Al/a.mp3 (in/A1.mp3 would have the same name.)'
    ])
  })

  it('places that files have, also where only other disks take the two for one', async () => {
    file('Al/one.MP3')
    const one = track('1.mp3', { title: 'One', album: 'Al' })
    const stays = track('Al/Two.mp3', { title: 'Two', album: 'Al' })
    const same = track('2.mp3', { title: 'two', album: 'Al' })
    expect(await planned('{album}/{title}', [one, stays, same])).toEqual([
      '1.mp3 → Al/One.mp3 (Al/one.MP3 is there already.)',
      '2.mp3 → Al/two.mp3 (Al/Two.mp3 would have the same name.)'
    ])
  })

  it('circles and those who wait for what cannot leave, but not rows', async () => {
    const row = ['b', 'c', 'd'].map((title, i) => track(`${'abc'[i]}.mp3`, { title }))
    expect(await planned('{title}', row)).toEqual(['a.mp3 → b.mp3', 'b.mp3 → c.mp3', 'c.mp3 → d.mp3'])
    file('d.mp3')
    expect((await planned('{title}', row)).map(line => line.replace(/.*\(/, '('))).toEqual([
      '(b.mp3 has this name and cannot leave it.)',
      '(c.mp3 has this name and cannot leave it.)',
      '(d.mp3 is there already.)'
    ])
    const circle = [track('x.mp3', { title: 'y' }), track('y.mp3', { title: 'x' })]
    expect(await planned('{title}', circle)).toEqual([
      'x.mp3 → y.mp3 (It would change places with y.mp3: name one of them otherwise first.)',
      'y.mp3 → x.mp3 (It would change places with x.mp3: name one of them otherwise first.)'
    ])
  })

  it('changes upper and lower case only', async () => {
    expect(await planned('{title}', [track('one.mp3', { title: 'ONE' })])).toEqual(['one.mp3 → ONE.mp3'])
  })
})

describe('what goes along', () => {
  const album = (count: number): number[] =>
    Array.from({ length: count }, (_, i) => track(`in/t${i}.mp3`, { title: `T${i}`, album: 'Al' }))

  it('is what belongs to one track, and all of a folder whose music goes to one place', async () => {
    const ids = album(2)
    for (const name of ['cover.jpg', 't0.lrc', 't1.LRC', 'rip.log', 'all.m3u', 'notes.doc', '.hidden.jpg'])
      file(`in/${name}`)
    mkdirSync(join(music, 'in/Scans.jpg'))
    symlinkSync(join(music, 'in/cover.jpg'), join(music, 'in/front.jpg'))
    expect(await planned('{album}/{title}', ids)).toEqual([
      'in/all.m3u → Al/all.m3u',
      'in/cover.jpg → Al/cover.jpg',
      'in/rip.log → Al/rip.log',
      'in/t0.lrc → Al/T0.lrc',
      'in/t0.mp3 → Al/T0.mp3',
      'in/t1.LRC → Al/T1.LRC',
      'in/t1.mp3 → Al/T1.mp3'
    ])
    // Music that stays keeps the pictures.
    expect(await planned('{album}/{title}', ids.slice(1))).toEqual([
      'in/t1.LRC → Al/T1.LRC',
      'in/t1.mp3 → Al/T1.mp3'
    ])
  })

  it('is refused where its place is taken', async () => {
    file('in/cover.jpg')
    file('Al/Cover.jpg')
    expect(await planned('{album}/{title}', album(1))).toEqual([
      'in/cover.jpg → Al/cover.jpg (Al/Cover.jpg is there already.)',
      'in/t0.mp3 → Al/T0.mp3'
    ])
  })

  it('is called after its file where it is a sheet of one, and told where it names several', async () => {
    const [one] = album(1)
    file('in/whole.cue', 'FILE "t0.wav" WAVE\n TRACK 01 AUDIO\n  INDEX 01 00:00:00\n')
    expect(await planned('{album}/{title}', [one!])).toEqual([
      'in/t0.mp3 → Al/T0.mp3',
      'in/whole.cue → Al/T0.cue'
    ])
    track('in/t1.mp3', { title: 'T1', album: 'Al' })
    file(
      'in/whole.cue',
      'FILE "t0.mp3" MP3\n TRACK 01 AUDIO\n  INDEX 01 00:00:00\nFILE "t1.mp3" MP3\n TRACK 02 AUDIO\n'
    )
    const { moves, sheets } = await plan('{album}/{title}', [one!, one! + 1])
    expect(moves.map(({ to }) => to)).toContain(join(music, 'Al/whole.cue'))
    expect(sheets).toEqual([join(music, 'Al/whole.cue')])
  })

  it('leaves playlists where they are that Earshot keeps there', async () => {
    const ids = album(1)
    const id = new PlaylistEditor(db).create('all', ids)
    const options = { files: 'leave', paths: { kind: 'absolute' } }
    playlistStatements(db).setTarget(
      id,
      { folder: join(music, 'in'), format: 'm3u8', options } as never,
      null
    )
    file('in/all.m3u8')
    expect(await planned('{album}/{title}', ids)).toEqual(['in/t0.mp3 → Al/T0.mp3'])
  })
})

it('a place that was refused is accepted only once it is another', () => {
  const plans = planStatements(db)
  const planId = plans.add({ name: 'x', mode: 'replace', state: 'open' }, 0)
  const path = file('a.mp3')
  const failure = { code: 'bad-request', message: 'It would be empty.' } as const
  const change = {
    field: 'path' as const,
    before: [path],
    after: [join(music, '_')],
    reasons: [],
    accepted: false,
    failure
  }
  const stamp = { size: 1, mtime: 1, contentId: Buffer.from('x') }
  plans.addFile(planId, { trackId: null, path, ...stamp, large: false, charset: null, changes: [change] })
  expect(plans.accept(planId, {}, true)).toBe(0)
  const { id } = plans.files(planId, 0, 1)[0]!.changes[0]!
  plans.setAfter(id, [join(music, 'b.mp3')])
  expect(plans.accept(planId, {}, true)).toBe(1)
})

it('stops when nobody waits any more', async () => {
  const stop = new Error('nobody')
  await expect(
    planMoves(db, { ids: [track('a.mp3')], pattern: '{title}' }, () => Promise.reject(stop))
  ).rejects.toBe(stop)
})
