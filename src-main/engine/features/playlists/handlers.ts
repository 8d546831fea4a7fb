import type { Database } from '../../../core/database/open.ts'
import type { Exporter } from '../../../core/playlists/files/exporter.ts'
import { momentsFile } from '../../../core/playlists/files/moments-file.ts'
import { importPlaylists, relink } from '../../../core/playlists/files/import.ts'
import type { PlaylistReader } from '../../../core/playlists/files/reader-thread.ts'
import type { KeptFiles } from '../../../core/playlists/files/kept-files.ts'
import type { Shelf } from '../../../core/playlists/shelf.ts'
import type { Family } from '../../wire/handler.ts'

export interface PlaylistPorts {
  db: Database
  shelf: Shelf
  files: KeptFiles
  exporter: Exporter
  /** A thread that reads one file. */
  openReader(): PlaylistReader
  /** Null: several. */
  changed(id: number | null): void
  /** Works out at once what the rules of one come to. Never rejects: members that fail here come with the next look. */
  fill(id: number): Promise<void>
}

export function playlistHandlers(ports: PlaylistPorts): Family<'playlists'> {
  const { db, shelf, files, exporter, changed, fill } = ports
  const { editor } = shelf
  const importing = { db, editor, openReader: ports.openReader }
  const after = (id: number): ReturnType<Shelf['show']> => {
    changed(id)
    return shelf.show(id)
  }

  return {
    'playlists.list': () => shelf.all(),
    'playlists.get': ({ id, offset, limit }) => ({
      playlist: shelf.show(id),
      entries: shelf.page(id, offset, limit)
    }),
    'playlists.tracks': ({ id }) => ({ ids: shelf.trackIds(id) }),
    'playlists.create': async wish => {
      const id = shelf.create(wish)
      if (wish.rules) await fill(id)
      return after(id)
    },
    'playlists.rename': ({ id, name }) => {
      editor.rename(id, name)
      return after(id)
    },
    'playlists.setRules': async ({ id, rules }) => {
      editor.setRules(id, rules)
      await fill(id)
      return after(id)
    },
    'playlists.remove': ({ id }) => {
      editor.remove(id)
      changed(id)
      return null
    },
    'playlists.restore': ({ id }) => {
      editor.restore(id)
      return after(id)
    },
    'playlists.edit': ({ id, operations }) => {
      editor.edit(id, operations)
      return after(id)
    },
    'playlists.undo': ({ id }) => {
      editor.undo(id)
      return after(id)
    },
    'playlists.redo': ({ id }) => {
      editor.redo(id)
      return after(id)
    },
    'playlists.replaceEntry': ({ id, entryId, trackId, reason }) => {
      const fresh = editor.replace(id, entryId, trackId, reason ?? null)
      changed(id)
      return shelf.entry(fresh)!
    },

    'playlists.export': wish => exporter.start(wish),
    'playlists.exportText': wish => exporter.text(wish),
    'playlists.exportTracks': wish => exporter.startTracks(wish),
    'playlists.exportTracksText': wish => exporter.textOfTracks(wish),
    'playlists.exportMoments': wish => momentsFile(db, wish),
    'playlists.setTarget': async ({ id, target, replace }) => {
      if (target === null) files.stop(id)
      else await files.keep(id, target, replace)
      return after(id)
    },

    'playlists.import': async (from, signal) => {
      const reports = await importPlaylists(importing, from, signal)
      changed(null)
      return reports
    },
    'playlists.relink': async ({ id }, signal) => {
      const report = await relink(importing, id, signal)
      changed(id)
      return report
    }
  }
}
