import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Rule, SmartRules } from '../../../../src-main/contract/rules.ts'
import { playlistStatements } from '../../../../src-main/core/database/statements/playlists.ts'
import { PlaylistEditor } from '../../../../src-main/core/playlists/edit/editor.ts'
import { ChangedTracks } from '../../../../src-main/core/database/changed-tracks.ts'
import { SmartEvaluator } from '../../../../src-main/core/playlists/smart/evaluator.ts'
import { Membership } from '../../../../src-main/core/playlists/smart/membership.ts'
import { MadeLibrary } from '../../search/made-library.ts'

const pause = async (): Promise<void> => undefined
const now = Date.UTC(2026, 5, 1, 12)
const day = 86_400_000
let library: MadeLibrary
let evaluator: SmartEvaluator
let ids: Record<string, number>

beforeEach(() => {
  library = new MadeLibrary()
  const add = (title: string, track: object): [string, number] => [title, library.add({ title, ...track })]
  ids = Object.fromEntries([
    add('Été', {
      artist: 'Zoë',
      genres: ['Jazz', 'Soul'],
      year: 1990,
      duration: 100,
      bpm: 120,
      sounds: ['piano']
    }),
    add('winter', {
      artist: 'abe',
      genres: ['Rock'],
      year: 2001,
      duration: 200,
      lossless: true,
      sounds: ['metal']
    }),
    add('noyear', { artist: 'abe', duration: 300, addedAt: now - day, sounds: ['piano'] }),
    add('away', { artist: 'abe', year: 1999, available: false, sounds: ['piano'] })
  ])
  for (let i = 0; i < 25; i++)
    library.add({ title: `filler ${i}`, artist: 'filler', sounds: [i % 2 ? 'rain' : 'brass'] })
  const { library: sounds, phrases } = library.searcher
  evaluator = new SmartEvaluator(sounds, phrases, async id => (id === 5 ? new Set([ids['winter']!]) : null))
})
afterEach(() => library.close())

const rulesOf = (match: SmartRules['match'], more: Partial<SmartRules> = {}): SmartRules => ({
  match,
  sort: { by: 'title', descending: false },
  limit: null,
  seed: 1,
  ...more
})
async function titles(...rules: Rule[]): Promise<string[]> {
  const all: Rule[] = [{ field: 'artist', op: 'isNot', value: 'filler' }, ...rules]
  const { ids: found } = await evaluator.preview(rulesOf({ all }), now, pause)
  return found.map(id => library.titleOf(id)).sort()
}

describe('rules', () => {
  it.each<[string, Rule, string[]]>([
    ['text without case and accents', { field: 'title', op: 'is', value: 'ete' }, ['Été']],
    ['artist contains', { field: 'artist', op: 'contains', value: 'ZO' }, ['Été']],
    ['starts with', { field: 'title', op: 'startsWith', value: 'win' }, ['winter']],
    ['ends with', { field: 'title', op: 'endsWith', value: 'YEAR' }, ['noyear']],
    ['any genre of several', { field: 'genre', op: 'is', value: 'soul' }, ['Été']],
    ['none of the genres', { field: 'genre', op: 'isNot', value: 'soul' }, ['noyear', 'winter']],
    ['above', { field: 'year', op: 'above', value: 1990 }, ['winter']],
    ['is not, of what is unknown', { field: 'year', op: 'isNot', value: 1990 }, ['noyear', 'winter']],
    ['between, the wrong way round too', { field: 'year', op: 'between', value: [2000, 1980] }, ['Été']],
    ['empty', { field: 'year', op: 'empty' }, ['noyear']],
    ['empty genres', { field: 'genre', op: 'notEmpty' }, ['winter', 'Été']],
    ['tempo, about', { field: 'bpm', op: 'is', value: 120.3 }, ['Été']],
    ['recently added', { field: 'added', op: 'inLast', value: 7 }, ['noyear']],
    ['not recently added', { field: 'added', op: 'notInLast', value: 7 }, ['winter', 'Été']],
    ['flags', { field: 'lossless', op: 'is', value: true }, ['winter']],
    [
      'what is away takes part where it is spoken of',
      { field: 'available', op: 'is', value: false },
      ['away']
    ],
    ['plays of what was never played', { field: 'plays', op: 'is', value: 0 }, ['noyear', 'winter', 'Été']],
    ['a taught tag', { field: 'taught', op: 'is', value: 5 }, ['winter']],
    ['a taught tag that is gone', { field: 'taught', op: 'is', value: 6 }, []],
    ['a sound', { field: 'sound', op: 'is', value: 'piano' }, ['noyear', 'Été']],
    ['a search that only filters', { field: 'sound', op: 'is', value: 'year:<2000' }, ['Été']],
    [
      'a sound or a filter',
      { field: 'sound', op: 'is', value: 'piano | year:2001' },
      ['noyear', 'winter', 'Été']
    ],
    ['not a sound', { field: 'sound', op: 'isNot', value: 'piano' }, ['winter']],
    [
      'any',
      {
        any: [
          { field: 'year', op: 'is', value: 1990 },
          { field: 'year', op: 'is', value: 2001 }
        ]
      },
      ['winter', 'Été']
    ],
    ['none', { none: [{ field: 'year', op: 'above', value: 1 }] }, ['noyear']],
    ['nothing in a group', { any: [] }, ['noyear', 'winter', 'Été']],
    [
      'none within any',
      {
        any: [
          { none: [{ field: 'artist', op: 'is', value: 'abe' }] },
          { field: 'title', op: 'is', value: 'winter' }
        ]
      },
      ['winter', 'Été']
    ]
  ])('%s', async (_, rule, expected) => expect(await titles(rule)).toEqual(expected))

  it('take text as text, whatever it holds', async () => {
    expect(await titles({ field: 'title', op: 'contains', value: `' OR 1=1 --` })).toEqual([])
    expect(await titles({ field: 'title', op: 'contains', value: '%' })).toEqual([])
  })

  it('say what a sound phrase names that is not there, and let nothing in for it', async () => {
    const all: Rule[] = [
      { field: 'sound', op: 'is', value: 'playlist:Gone | piano playlist:Gone | lenght:<3m | year:1990' }
    ]
    const { ids: found, notes } = await evaluator.preview(rulesOf({ all }), now, pause)
    expect(found).toEqual([ids['Été']])
    expect(notes).toHaveLength(3)
    expect(notes[0]).toMatchObject({
      code: 'part-left-out',
      text: 'playlist:Gone',
      expected: { code: 'known-name', of: 'playlist', name: 'Gone' }
    })
  })

  it('show the line of a sound', async () => {
    const { phraseCuts } = await evaluator.preview(
      rulesOf({ all: [{ field: 'sound', op: 'is', value: 'piano' }] }),
      now,
      pause
    )
    expect(phraseCuts).toEqual([{ phrase: 'piano', cut: expect.any(Number), above: expect.any(Number) }])
  })
})

describe('order and limit', () => {
  const real: SmartRules['match'] = { all: [{ field: 'artist', op: 'isNot', value: 'filler' }] }
  const orderOf = async (more: Partial<SmartRules>, at = now): Promise<string[]> =>
    (await evaluator.preview(rulesOf(real, more), at, pause)).ids.map(id => library.titleOf(id))

  it('puts what is not known last, whichever way', async () => {
    expect(await orderOf({ sort: { by: 'year', descending: false } })).toEqual(['Été', 'winter', 'noyear'])
    expect(await orderOf({ sort: { by: 'year', descending: true } })).toEqual(['winter', 'Été', 'noyear'])
  })

  it('stops at so many tracks or minutes', async () => {
    const sort = { by: 'duration' as const, descending: false }
    expect(await orderOf({ sort, limit: { by: 'tracks', value: 1 } })).toEqual(['Été'])
    expect(await orderOf({ sort, limit: { by: 'minutes', value: 5 } })).toEqual(['Été', 'winter'])
  })

  it('shuffles anew each day, and not within one', async () => {
    const all = rulesOf({ all: [] }, { sort: { by: 'random', descending: false } })
    const at = async (when: number): Promise<number[]> => (await evaluator.preview(all, when, pause)).ids
    expect(await at(now)).toEqual(await at(now + 1000))
    expect(await at(now)).not.toEqual(await at(now + day))
  })
})

describe('keeping up', () => {
  const keep = (rules: SmartRules): Membership => {
    library.db
      .prepare(
        `INSERT INTO playlists (id, name, kind, rules, created_at, updated_at) VALUES (1, 'x', 'smart', ?, 0, 0)`
      )
      .run(JSON.stringify(rules))
    return new Membership(library.db)
  }
  const members = (): string[] =>
    library.db
      .prepare<[], number>('SELECT track_id FROM smart_members WHERE playlist_id = 1 ORDER BY position')
      .pluck()
      .all()
      .map(id => library.titleOf(id))

  it('a saved search follows what it filters by, a list it names included', async () => {
    const lists = playlistStatements(library.db)
    const all: Rule[] = [{ field: 'sound', op: 'is', value: 'year:<2000 | playlist:Favourites' }]
    const membership = keep(rulesOf({ all }))
    const favourites = new PlaylistEditor(library.db).create('Favourites', [])
    const look = async (at: number, ids: number[] | null): Promise<void> => {
      library.searcher.library.refresh()
      for (const one of await evaluator.refresh(membership.lists(), ids, at, pause)) membership.store(one, at)
    }
    await look(now, null)
    expect(members()).toEqual(['Été'])
    new PlaylistEditor(library.db).edit(favourites, [{ kind: 'add', trackIds: [ids['winter']!] }])
    await look(now + 1000, [])
    expect(members().sort()).toEqual(['winter', 'Été'])
    library.db.prepare(`UPDATE tracks SET year = 2010 WHERE title = 'Été'`).run()
    await look(now + 2000, [ids['Été']!])
    expect(members()).toEqual(['winter'])
    expect(membership.changes(1, 0, 10).map(({ joined, reason }) => [joined, reason])).toEqual([
      [false, { code: 'no-longer-found-by', phrase: 'year:<2000 | playlist:Favourites' }],
      [true, { code: 'found-by', phrase: 'year:<2000 | playlist:Favourites' }]
    ])
    expect(lists.totals(favourites).tracks).toBe(1)
  })

  it('tells who came and went, and why, from the changed tracks alone', async () => {
    const membership = keep(
      rulesOf({
        all: [
          { field: 'sound', op: 'is', value: 'piano' },
          { field: 'year', op: 'notEmpty' }
        ]
      })
    )
    const changed = new ChangedTracks(library.db)
    const look = async (at: number, everything = false): Promise<void> => {
      const ids = changed.take()
      library.searcher.library.refresh()
      for (const one of await evaluator.refresh(membership.lists(), everything ? null : ids, at, pause))
        membership.store(one, at)
    }
    await look(now, true)
    expect(members()).toEqual(['Été'])
    expect(membership.changes(1, 0, 10)).toEqual([])

    library.add({ title: 'fresh', year: 2020, addedAt: now + 1, sounds: ['piano'] })
    library.db.prepare(`UPDATE tracks SET year = 2000 WHERE title = 'noyear'`).run()
    library.db.prepare(`UPDATE tracks SET available = 0 WHERE title = 'Été'`).run()
    await look(now + 1000)
    expect(members().sort()).toEqual(['fresh', 'noyear'])
    const told = membership
      .changes(1, 0, 10)
      .map(({ trackId, joined, reason }) => [library.titleOf(trackId), joined, reason])
    const number = expect.any(Number) as number
    const heard = { code: 'heard-as', phrase: 'piano', score: number, line: number }
    expect(told.sort()).toEqual([
      ['fresh', true, { code: 'new-in-library', sound: heard }],
      ['noyear', true, heard],
      ['Été', false, { code: 'file-away' }]
    ])

    // Heard anew as something else: it leaves, and the rest stays as it is.
    library.analyse(ids['noyear']!, ['metal'])
    await look(now + 2000)
    expect(members()).toEqual(['fresh'])
    expect(membership.changes(1, 0, 1)[0]!.reason).toMatchObject({
      code: 'no-longer-heard-as',
      phrase: 'piano'
    })
  })

  it('comes to the same from changed tracks as from all of them', async () => {
    const rules = rulesOf(
      {
        any: [
          { field: 'year', op: 'above', value: 1995 },
          { field: 'sound', op: 'is', value: 'rain' }
        ]
      },
      { sort: { by: 'sound', descending: true }, limit: { by: 'tracks', value: 9 } }
    )
    const membership = keep(rules)
    const changed = new ChangedTracks(library.db)
    await evaluator.refresh(membership.lists(), null, now, pause)
    changed.take()
    library.db.prepare('UPDATE tracks SET year = 1990 + id WHERE id % 3 = 0').run()
    const touched = changed.take()
    library.searcher.library.refresh()
    const [bit] = await evaluator.refresh(membership.lists(), touched, now + 1, pause)
    const { library: sounds, phrases } = library.searcher
    const whole = await new SmartEvaluator(sounds, phrases, async () => null).preview(rules, now + 1, pause)
    expect(bit!.members).toEqual(whole.ids)
  })

  it('keeps to what is stored where lists name each other', async () => {
    const membership = keep(rulesOf({ all: [{ field: 'playlist', op: 'isNot', value: 1 }] }))
    const [first] = await evaluator.refresh(membership.lists(), null, now, pause)
    membership.store(first!, now)
    const [second] = await evaluator.refresh(membership.lists(), [], now + 1, pause)
    expect(first!.members.length).toBeGreaterThan(0)
    expect(second!.members).toEqual([])
  })

  it('notes what changes on the connection, and a folder as everything', () => {
    const changed = new ChangedTracks(library.db)
    expect(changed.take()).toEqual([])
    library.db.prepare('UPDATE tracks SET year = 1 WHERE id = 2').run()
    expect(changed.take()).toEqual([2])
    library.db.prepare(`UPDATE folders SET state = 'removed'`).run()
    expect(changed.take()).toBeNull()
    expect(changed.take()).toEqual([])
  })
})
