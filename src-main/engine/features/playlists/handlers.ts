import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../../core/database/open.ts'
import type { JobRunner } from '../../../core/jobs/index.ts'
import { exportPlan, toTracks, type ReasonWords } from '../../../core/playlists/files/export-job.ts'
import { importBytes, importFile, relink } from '../../../core/playlists/files/import.ts'
import { safeName } from '../../../core/playlists/files/safe-name.ts'
import { writePlaylist } from '../../../core/playlists/files/write.ts'
import type { KeptFiles } from '../../../core/playlists/files/kept-files.ts'
import type { Shelf } from '../../../core/playlists/shelf.ts'
import type { Family } from '../../wire/handler.ts'

export interface PlaylistPorts {
  db: Database
  jobs: JobRunner
  shelf: Shelf
  files: KeptFiles
  words: ReasonWords
  /** Null: several. */
  changed(id: number | null): void
  log(line: string): void
}

export function playlistHandlers(ports: PlaylistPorts): Family<'playlists'> {
  const { db, jobs, shelf, files, words, changed } = ports
  const { editor } = shelf
  const importing = { db, editor }
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
    'playlists.create': wish => after(shelf.create(wish)),
    'playlists.rename': ({ id, name }) => {
      editor.rename(id, name)
      return after(id)
    },
    'playlists.setRules': ({ id, rules }) => {
      editor.setRules(id, rules)
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

    'playlists.export': ({ ids, ...wish }) => {
      if (jobs.isRunning('playlist-export')) {
        throw new EarshotError('bad-request', 'Another export is at work: wait for its end, or stop it.')
      }
      const playlists = ids.map(id => shelf.whole(id))
      const onFailure = (path: string, { message }: { message: string }): void =>
        ports.log(`${path.toWellFormed()}: ${message}`)
      return jobs.start('playlist-export', exportPlan({ ...wish, playlists, words, onFailure }))
    },
    'playlists.exportText': ({ id, format, folder, options }) => {
      const { name, rules, entries } = shelf.whole(id)
      const tracks = toTracks(entries, options, words)
      const { text, bytes, losses } = writePlaylist({ name, rules, tracks }, format, options, folder ?? null)
      return { name: safeName(name, `.${format}`), text, base64: bytes.toString('base64'), losses }
    },
    'playlists.setTarget': async ({ id, target, replace }) => {
      if (target === null) files.stop(id)
      else await files.keep(id, target, replace)
      return after(id)
    },

    'playlists.import': async ({ path, name, base64, folder }, signal) => {
      const reports =
        path === undefined
          ? await importBytes(
              importing,
              Buffer.from(base64!, 'base64'),
              { name: name!, file: null, folder: folder ?? null },
              signal
            )
          : await importFile(importing, path, signal)
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
