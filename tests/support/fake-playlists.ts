import { EarshotError } from '#contract/errors.ts'
import type { Draft, DraftEntry, ImportReport, Playlist, PlaylistEntry } from '#contract/playlists.ts'
import type { SmartRules } from '#contract/rules.ts'
import type { EntryReason, Follows } from '#contract/reasons.ts'
import type { RequestName } from '#contract/requests.ts'
import { fakeJob, type FakeEngine, type Handlers } from './fake-engine.ts'
import { rowOf } from './fake-library.ts'

export interface FakePlaylistOptions {
  lists: number
  smart: number
  /** Entries of each. */
  entries: number
  /** Entries of the first list whose files are away. */
  missing: number
  /** Where files are written, another one has the name. */
  taken: boolean
}

type Bridge = FakeEngine<{ playlists: Partial<FakePlaylistOptions> }>

type PlaylistHandlers = {
  [N in Extract<RequestName, `${'playlists' | 'drafts' | 'smart'}.${string}`>]?: NonNullable<Handlers[N]>
}

type Version = Pick<Kept, 'entries'> & { rules: SmartRules | null }
interface Kept {
  playlist: Playlist
  entries: PlaylistEntry[]
  past: Version[]
  future: Version[]
}

const names = ['Rainy', 'Sunday kitchen', 'Long drive', 'Writing', 'For Anna', 'Late']
const smartNames = ['Focus', 'New and calm', 'Loud, lossless, lately']
const range = <T>(length: number, of: (at: number) => T): T[] => Array.from({ length }, (_, at) => of(at))

const soundRule = { field: 'sound', op: 'is', value: 'calm piano' } as const
const rules: SmartRules = {
  match: {
    all: [
      soundRule,
      {
        any: [
          { field: 'genre', op: 'is', value: 'Ambient' },
          { field: 'year', op: 'between', value: [1990, 1999] }
        ]
      }
    ]
  },
  sort: { by: 'sound', descending: true },
  limit: { by: 'minutes', value: 60 },
  seed: 1
}

/** The playlists of the made-up engine. They remember what they are told for as long as the page lives. */
export function playlistHandlers(bridge: Bridge): PlaylistHandlers {
  const options: FakePlaylistOptions = {
    lists: 0,
    smart: 0,
    entries: 24,
    missing: 0,
    taken: false,
    ...bridge.options.playlists
  }
  let lastId = 0
  const kept: Kept[] = []
  const removed: Kept[] = []

  const entryOf = (trackId: number, reason: EntryReason | null = null, available = true): PlaylistEntry => {
    const { title, artist, duration } = rowOf(trackId, true)
    const path = `/music/Records/${artist}/${title}.flac`
    return { id: ++lastId, trackId, path, title, artist, duration, available, locked: false, reason }
  }
  const counted = (one: Kept): Playlist =>
    (one.playlist = {
      ...one.playlist,
      tracks: one.entries.length,
      duration: one.entries.reduce((sum, { duration }) => sum + (duration ?? 0), 0),
      missing: one.entries.filter(({ available }) => !available).length,
      undo: one.past.length > 0,
      redo: one.future.length > 0
    })
  function keep(name: string, entries: PlaylistEntry[], smart: SmartRules | null): Playlist {
    const one: Kept = {
      playlist: {
        id: ++lastId,
        name,
        kind: smart ? 'smart' : 'list',
        tracks: 0,
        duration: 0,
        missing: 0,
        rules: smart,
        target: null,
        undo: false,
        redo: false,
        createdAt: 1_790_000_000_000,
        updatedAt: 1_790_000_000_000
      },
      entries,
      past: [],
      future: []
    }
    kept.push(one)
    return counted(one)
  }
  const found = (id: number): Kept => {
    const one = kept.find(({ playlist }) => playlist.id === id)
    if (!one) throw new EarshotError('not-found', 'The test has no such playlist.')
    return one
  }
  function edited(one: Kept, entries: PlaylistEntry[]): Playlist {
    one.past.push(version(one))
    one.future = []
    one.entries = entries
    return counted(one)
  }
  const version = ({ entries, playlist }: Kept): Version => ({ entries, rules: playlist.rules })
  function stepped(one: Kept, from: Version[], to: Version[]): Playlist {
    const next = from.pop()
    if (next) {
      to.push(version(one))
      one.entries = next.entries
      one.playlist = { ...one.playlist, rules: next.rules }
    }
    return counted(one)
  }
  const follows: Follows = { sound: 'close', tempo: null, key: null, energy: null }
  const reasons: EntryReason[] = [
    { code: 'made', follows: null, chosen: { code: 'fits', how: 'well', heard: ['calm'], named: [] } },
    { code: 'made', follows: { ...follows, tempo: { change: 2, time: 'same' } }, chosen: null },
    { code: 'made', follows: { ...follows, key: 'same', energy: 'more' }, chosen: null }
  ]
  const draftOf = (at: number): DraftEntry => ({
    trackId: ((at * 7) % Math.max(1, bridge.options.tracks)) + 1,
    reason: reasons[at % reasons.length]!,
    fit: 3 - at / 20
  })
  const emptyDraft = (text: string): Draft => ({
    entries: [],
    duration: 0,
    understood: [{ kind: 'wrong', text, meaning: { code: 'unknown-sound', phrase: text } }],
    notes: [{ code: 'nothing-answers' }]
  })
  const reportOf = (one: Kept): ImportReport => ({
    playlistId: one.playlist.id,
    name: one.playlist.name,
    entries: one.entries.length,
    matched: { byPath: one.entries.length - 2, byTail: 1, byTags: 0 },
    notFound: one.entries.slice(0, 1).map(({ id, path }) => ({
      entryId: id,
      line: 7,
      path,
      title: 'Slow River (live)',
      guesses: [
        { trackId: 5, title: 'Slow River', artist: 'Tidal', path, likeness: 0.8 },
        { trackId: 6, title: 'Slow Rivers', artist: 'Tidal', path, likeness: 0.5 }
      ]
    })),
    notFoundTotal: 1,
    notes: [{ code: 'guessed-letters' }]
  })

  for (const at of range(options.lists, at => at)) {
    const entries = range(options.entries, row =>
      entryOf(
        ((at * 31 + row * 3) % bridge.options.tracks) + 1,
        reasons[row % 3]!,
        at > 0 || row >= options.missing
      )
    )
    keep(names[at % names.length]!, entries, null)
  }
  for (const at of range(options.smart, at => at))
    keep(
      smartNames[at % smartNames.length]!,
      range(options.entries, row => entryOf(row * 5 + 1)),
      rules
    )

  return {
    'playlists.list': () => kept.map(({ playlist }) => playlist),
    'playlists.get': ({ id, offset = 0, limit = 200 }) => {
      const one = found(id)
      return { playlist: one.playlist, entries: one.entries.slice(offset, offset + limit) }
    },
    'playlists.create': ({ name, trackIds = [], reasons: why = [], rules: smart }) => {
      const ids = smart ? range(12, at => at * 5 + 1) : trackIds
      const made = keep(
        name,
        ids.map((id, at) => entryOf(id, why[at] ?? null)),
        (smart as SmartRules) ?? null
      )
      bridge.emit('playlists.changed', { id: made.id })
      return made
    },
    'playlists.rename': ({ id, name }) => {
      const one = found(id)
      one.playlist = { ...one.playlist, name }
      return one.playlist
    },
    'playlists.setRules': ({ id, rules: smart }) => {
      const one = found(id)
      edited(one, one.entries)
      return (one.playlist = { ...one.playlist, rules: smart as SmartRules })
    },
    'playlists.remove': ({ id }) => {
      removed.push(...kept.splice(kept.indexOf(found(id)), 1))
      return null
    },
    'playlists.restore': ({ id }) => {
      kept.push(
        ...removed.splice(
          removed.findIndex(({ playlist }) => playlist.id === id),
          1
        )
      )
      return found(id).playlist
    },
    'playlists.edit': ({ id, operations }) => {
      const one = found(id)
      let entries = one.entries
      for (const edit of operations) {
        if (edit.kind === 'add') {
          const at = edit.before == null ? entries.length : entries.findIndex(each => each.id === edit.before)
          const added = edit.trackIds.map((track, row) => entryOf(track, edit.reasons?.[row] ?? null))
          entries = [...entries.slice(0, at), ...added, ...entries.slice(at)]
          continue
        }
        const chosen = edit.entryIds.flatMap(wanted => entries.filter(each => each.id === wanted))
        if (edit.kind === 'lock')
          entries = entries.map(each => (chosen.includes(each) ? { ...each, locked: edit.locked } : each))
        else if (edit.kind === 'order') entries = chosen
        else {
          const rest = entries.filter(each => !chosen.includes(each))
          if (edit.kind === 'remove') entries = rest
          else {
            const at = edit.before === null ? rest.length : rest.findIndex(each => each.id === edit.before)
            entries = [...rest.slice(0, at), ...chosen, ...rest.slice(at)]
          }
        }
      }
      return edited(one, entries)
    },
    'playlists.undo': ({ id }) => {
      const one = found(id)
      return stepped(one, one.past, one.future)
    },
    'playlists.redo': ({ id }) => {
      const one = found(id)
      return stepped(one, one.future, one.past)
    },
    'playlists.replaceEntry': ({ id, entryId, trackId, reason }) => {
      const one = found(id)
      const entry = entryOf(trackId, reason)
      edited(
        one,
        one.entries.map(each => (each.id === entryId ? entry : each))
      )
      return entry
    },
    'playlists.exportMoments': ({ text, format }) => ({
      name: `${text.replace(/^\s*moments?:/, '').trim()}.${format}`,
      text: '',
      base64: btoa('cue points')
    }),
    'playlists.exportText': ({ id, format = 'm3u8', options: { paths } = {}, folder }) => {
      const { playlist, entries } = found(id)
      const text = `#EXTM3U\n${entries.map(({ path }) => path).join('\n')}\n`
      return {
        name: `${playlist.name}.${format}`,
        text,
        base64: btoa(unescape(encodeURIComponent(text))),
        base: paths?.kind === 'relative' ? (folder ?? '/music/Records') : null,
        losses: playlist.kind === 'smart' ? [{ code: 'rule', rule: soundRule, negated: false }] : []
      }
    },
    'playlists.tracks': ({ id }) => ({
      ids: Uint32Array.from(found(id).entries.flatMap(({ trackId }) => trackId ?? []))
    }),
    'playlists.exportTracks': () => fakeJob('playlist-export', { id: 900 + ++lastId }),
    'playlists.export': ({ replace }) => {
      const job = fakeJob('playlist-export', { id: 900 + ++lastId, total: 1 })
      const error = { code: 'changed-since', message: 'Rainy.m3u8 is there already.' } as const
      const end =
        options.taken && !replace ? { state: 'failed' as const, error } : { state: 'done' as const, done: 1 }
      setTimeout(() => bridge.emit('job', { ...job, ...end }))
      return job
    },
    'playlists.setTarget': ({ id, target, replace }) => {
      const one = found(id)
      if (target && options.taken && !replace)
        throw new EarshotError('changed-since', 'Rainy.m3u8 is there already and holds something else.')
      one.playlist = { ...one.playlist, target: target as Playlist['target'] }
      bridge.emit('playlists.changed', { id })
      return one.playlist
    },
    'playlists.relink': ({ id }) => ({ ...reportOf(found(id)), notFound: [], notFoundTotal: 0, notes: [] }),
    'playlists.import': () => {
      const entries = range(12, at => entryOf(at + 1))
      keep('From the car', entries, null)
      return [reportOf(kept.at(-1)!)]
    },
    'drafts.make': ({ prompt = '', locked = [], seed = 0 }) => {
      if (prompt.includes('nothing')) return emptyDraft(prompt)
      const entries = range(15, at => draftOf(at + seed * 15))
      for (const { trackId, position } of locked) entries[position] = { ...draftOf(0), trackId }
      return {
        entries,
        duration: 3600,
        understood: [
          { kind: 'sound', text: prompt, meaning: { code: 'sound', phrase: prompt, negative: false } },
          ...(prompt.includes('"an hour"')
            ? []
            : [{ kind: 'length', text: 'an hour', meaning: { code: 'length', seconds: 3600 } } as const]),
          {
            kind: 'not-sound',
            text: 'no vocals',
            meaning: { code: 'sound', phrase: 'no vocals', negative: true }
          }
        ],
        notes: [{ code: 'few-fit', fitting: 11, beyond: 4 }]
      }
    },
    'drafts.path': ({ points }) => ({
      entries: range(8, draftOf),
      duration: 1900,
      understood: points.flatMap((point, i): Draft['understood'] => {
        if (!('phrase' in point)) return []
        const at = i === 0 ? 'start' : i === points.length - 1 ? 'end' : 'middle'
        return [{ kind: 'sound', text: point.phrase, meaning: { code: 'point', at, title: 'Slow River' } }]
      }),
      notes: []
    }),
    'drafts.smooth': ({ ids }) => ({ places: Uint32Array.from(ids.keys()).reverse() }),
    'drafts.goOn': ({ except = [], limit = 10 }) => {
      const open = range(bridge.options.tracks, at => at + 1).filter(id => !except.includes(id))
      return { ids: Uint32Array.from(open.slice(0, limit)) }
    },
    'drafts.reroll': ({ position }) => ({
      ...draftOf(position + 40),
      reason: {
        code: 'made',
        follows,
        chosen: { code: 'fits', how: 'enough', heard: ['strings'], named: [] }
      }
    }),
    'drafts.doctor': ({ id }) => {
      const { entries } = found(id)
      return {
        playlistId: id,
        sound: { energy: 'calm', heard: ['piano', 'strings'], bpm: { from: 60, to: 90 }, years: null },
        near: entries.slice(6, 8).map(({ id: entryId, trackId }) => ({ entryId, trackId: trackId! })),
        outliers: entries.slice(3, 5).map(entry => ({
          entryId: entry.id,
          trackId: entry.trackId!,
          reason: { more: ['drums'], less: ['piano'], energy: 'more' },
          distance: 2.4
        })),
        missingSteps: [
          {
            afterEntryId: entries[5]!.id,
            trackId: 9,
            reason: {
              code: 'bridges',
              title: 'Slow River',
              from: entries[5]!.title,
              to: entries[6]!.title,
              smoother: 0.4
            }
          }
        ],
        order: { entryIds: entries.map(each => each.id).reverse(), before: 1.2, after: 0.8 },
        notes: []
      }
    },
    'smart.preview': ({ rules: smart }) => ({
      ids: range(40, at => at * 5 + 1),
      count: 40,
      duration: 9000,
      phraseCuts: JSON.stringify(smart).includes('sound')
        ? [{ phrase: 'calm piano', cut: 2.1, above: 61 }]
        : [],
      notes: []
    }),
    'smart.changes': () => [
      {
        trackId: 6,
        joined: true,
        reason: { code: 'heard-as', phrase: 'calm piano', score: 2.4, line: 2.1 },
        at: 1_790_000_000_000
      },
      { trackId: 11, joined: false, reason: { code: 'beyond-limit' }, at: 1_789_900_000_000 }
    ]
  }
}
