import { z } from 'zod'
import type { Job } from './entities.ts'
import { cueWish } from './moments.ts'
import type * as p from './playlists.ts'
import { players, playlistFormats } from './playlists.ts'
import { smartRules } from './playlist-rules.ts'
import { entryReason } from './reasons.ts'
import { id, ids, name, nothing, path, reads, writes } from './request.ts'

const entryIds = z.array(id).min(1).max(100_000)
const reason = entryReason.nullable()
const page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(2000).default(200) }

const edit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add'),
    trackIds: z.array(id).min(1).max(100_000),
    before: id.nullable().optional(),
    reasons: z.array(reason).max(100_000).optional()
  }),
  z.strictObject({ kind: z.literal('remove'), entryIds }),
  z.strictObject({ kind: z.literal('move'), entryIds, before: id.nullable() }),
  z.strictObject({ kind: z.literal('lock'), entryIds, locked: z.boolean() }),
  z.strictObject({ kind: z.literal('order'), entryIds })
])

const unit = z.number().min(0).max(1)
const length = {
  minutes: z.number().min(1).max(10_000).optional(),
  tracks: z.int().min(1).max(10_000).optional()
}
const wish = {
  prompt: z.string().max(2000).default(''),
  seeds: z.array(id).max(1000).default([]),
  ...length,
  artistCap: z.int().min(1).max(10_000).nullable().default(3),
  diversity: unit.default(0.3),
  foldDuplicates: z.boolean().default(true),
  arc: z.union([z.enum(['none', 'rise', 'fall', 'wave']), z.array(unit).min(2).max(1000)]).default('none'),
  keep: z.array(id).max(10_000).default([]),
  locked: z
    .array(z.strictObject({ trackId: id, position: z.int().min(0).max(100_000) }))
    .max(10_000)
    .default([]),
  seed: z.int().min(0).max(0xffffffff).default(0)
}

const folder = path
const options = z.strictObject({
  paths: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('relative') }),
      z.strictObject({ kind: z.literal('absolute') }),
      z.strictObject({ kind: z.literal('mapped'), from: path, to: z.string().max(8192) })
    ])
    .default({ kind: 'relative' }),
  slashes: z.enum(['/', '\\']).default('/'),
  percentEncode: z.boolean().default(false),
  extinf: z.boolean().default(true),
  bom: z.boolean().default(false),
  lineEnds: z.enum(['lf', 'crlf']).default('lf'),
  missing: z.boolean().default(true),
  files: z.enum(['leave', 'copy', 'link']).default('leave'),
  utf8: z.boolean().default(false),
  names: z.enum(['own', 'numbered']).default('own')
})
const format = z.enum(playlistFormats).default('m3u8')
const replace = z.boolean().default(false)
/** Tracks in order, and what their list is called. */
const tracks = { name, trackIds: z.array(id).min(1).max(100_000) }
const usual = { options: options.prefault({}), player: z.enum(players).nullable().default(null) }

/** So many tracks at once are put on a smooth way. */
export const mostSmoothed = 1000

/** Everything about playlists. `playlists`: what is kept; `drafts`: what is proposed; `smart`: rules. */
export const playlistRequests = {
  'playlists.list': reads<p.Playlist[]>().with(() => nothing),
  'playlists.get': reads<{ playlist: p.Playlist; entries: p.PlaylistEntry[] }>().with(() =>
    z.strictObject({ id, ...page })
  ),
  /** The tracks of a playlist in order, of either kind, without those that are not in the library. */
  'playlists.tracks': reads<{ ids: Uint32Array }>().with(() => z.strictObject({ id })),
  /** With rules it is a smart one. `reasons`: one a track. */
  'playlists.create': writes<p.Playlist>().with(() =>
    z.strictObject({
      name,
      trackIds: ids.optional(),
      reasons: z.array(reason).max(100_000).optional(),
      rules: smartRules.optional()
    })
  ),
  'playlists.rename': writes<p.Playlist>().with(() => z.strictObject({ id, name })),
  /** Other rules for a smart playlist. */
  'playlists.setRules': writes<p.Playlist>().with(() => z.strictObject({ id, rules: smartRules })),
  /** Kept, so that `playlists.restore` brings it back. */
  'playlists.remove': writes<null>().with(() => z.strictObject({ id })),
  'playlists.restore': writes<p.Playlist>().with(() => z.strictObject({ id })),
  /** All of them or none, as one edit to undo. Entries that are gone are passed over. */
  'playlists.edit': writes<p.Playlist>().with(() =>
    z.strictObject({ id, operations: z.array(edit).min(1).max(1000) })
  ),
  'playlists.undo': writes<p.Playlist>().with(() => z.strictObject({ id })),
  'playlists.redo': writes<p.Playlist>().with(() => z.strictObject({ id })),
  /** Another track in the same place: a replacement, or what an import did not find. */
  'playlists.replaceEntry': writes<p.PlaylistEntry>().with(() =>
    z.strictObject({ id, entryId: id, trackId: id, reason: reason.optional() })
  ),

  /**
   * Writes one file a playlist into the folder, which has to be there; with the audio files where asked. Another file
   * of the same name is only replaced where `replace` says so; other audio files never are.
   */
  'playlists.export': writes<Job>().with(() =>
    z.strictObject({ ids: z.array(id).min(1).max(1000), folder, format, ...usual, replace })
  ),
  /** What would be written, as if into `folder` (for relative paths; without, the folder of the library that holds all of it). */
  'playlists.exportText': reads<p.ExportText>().with(() =>
    z.strictObject({ id, format, folder: folder.optional(), ...usual })
  ),
  /** The same for tracks that are in no playlist: what was found, what is chosen, an album. */
  'playlists.exportTracks': writes<Job>().with(() =>
    z.strictObject({ ...tracks, folder, format, ...usual, replace })
  ),
  'playlists.exportTracksText': reads<p.ExportText>().with(() =>
    z.strictObject({ ...tracks, format, folder: folder.optional(), ...usual })
  ),
  /** Passages as cue points: for other players, or for cutting. Passages of tracks that are gone are left out. */
  'playlists.exportMoments': reads<{ name: string; text: string; base64: string }>().with(() => cueWish),
  /** Written there at once and again whenever the playlist changes, unless somebody else changed it; null ends it. */
  'playlists.setTarget': writes<p.Playlist>().with(() =>
    z.strictObject({ id, target: z.strictObject({ folder, format, ...usual }).nullable(), replace })
  ),
  /** One file, by path or as bytes (base64) that a page read. A library file (XML) may give several playlists. */
  'playlists.import': writes<p.ImportReport[]>().with(() =>
    z
      .strictObject({
        path: path.optional(),
        name: name.optional(),
        base64: z.string().max(150_000_000).optional(),
        /** What relative paths of the bytes are relative to. */
        folder: folder.optional()
      })
      .refine(
        ({ path, name, base64 }) => (path === undefined) === (name !== undefined && base64 !== undefined),
        {
          message: 'either a path, or a name with the bytes'
        }
      )
  ),
  /** Looks again for the entries that have no track. */
  'playlists.relink': writes<p.ImportReport>().with(() => z.strictObject({ id })),

  /** Proposes; nothing is kept. */
  'drafts.make': reads<p.Draft>().with(() => z.strictObject(wish)),
  /** From the first point to the last through the others, without repeats. */
  'drafts.path': reads<p.Draft>().with(() =>
    z.strictObject({
      points: z
        .array(
          z.union([
            z.strictObject({ trackId: id }),
            z.strictObject({ path }),
            z.strictObject({ phrase: z.string().trim().min(1).max(500) })
          ])
        )
        .min(2)
        .max(50),
      ...length,
      artistCap: wish.artistCap,
      foldDuplicates: wish.foldDuplicates,
      seed: wish.seed
    })
  ),
  /**
   * The places of these tracks in an order in which each is followed by what sounds like it, from one track on where it
   * is given. What was not heard comes last.
   */
  'drafts.smooth': reads<{ places: Uint32Array }>().with(() =>
    z.strictObject({ ids: z.array(id).min(1).max(mostSmoothed), after: id.nullable().default(null) })
  ),
  /** What fits the tracks that were played last, to go on with; none where nothing that was heard is left. */
  'drafts.goOn': reads<{ ids: Uint32Array }>().with(() =>
    z.strictObject({
      after: z.array(id).min(1).max(20),
      /** Not these. */
      except: z.array(id).max(10_000).default([]),
      limit: z.int().min(1).max(50).default(10)
    })
  ),
  /** Another track for one place of a draft. */
  'drafts.reroll': reads<p.DraftEntry>().with(() =>
    z.strictObject({
      trackIds: z.array(id).min(1).max(10_000),
      position: z.int().min(0),
      /** Not these again. */
      refused: z.array(id).max(10_000).default([]),
      wish: z.strictObject(wish)
    })
  ),
  /** Looks a playlist over; changes nothing. */
  'drafts.doctor': reads<p.PlaylistReport>().with(() => z.strictObject({ id })),

  'smart.preview': reads<p.SmartPreview>().with(() => z.strictObject({ rules: smartRules })),
  /** Who came and went since a time, newest first. */
  'smart.changes': reads<p.SmartChange[]>().with(() =>
    z.strictObject({
      id,
      since: z.number().min(0).default(0),
      limit: z.int().min(1).max(10_000).default(500)
    })
  ),
  /** Works the members out again, of one or of all. */
  'smart.refresh': writes<{ playlists: number; changed: number }>().with(() =>
    z.strictObject({ id: id.optional() })
  )
} as const
