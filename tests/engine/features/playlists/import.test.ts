import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../../src-main/core/database/open.ts'
import { PlaylistEditor } from '../../../../src-main/core/playlists/edit/editor.ts'
import { createEngine } from '../../../../src-main/engine/engine.ts'
import { scratchFolder } from '../../../support/database.ts'

const modelsFolder = resolve(import.meta.dirname, '../../../../models')

test('a long list comes in whole or not at all, and what an end in the middle left goes', async () => {
  const dataFolder = scratchFolder()
  const path = join(dataFolder, 'long.m3u8')
  const names = Array.from({ length: 5500 }, (_, i) => `/nowhere/${i}.mp3`)
  writeFileSync(path, names.join('\n'))
  // As a kill in the middle of an import leaves it.
  const db = openDatabase(dataFolder)
  const editor = new PlaylistEditor(db)
  const half = editor.createHidden('Half', null)
  editor.append(
    half,
    [{ trackId: null, path: '/x.mp3', title: '', artist: '', duration: null, reason: null }],
    0
  )

  const engine = await createEngine({ dataFolder, modelsFolder })
  try {
    expect(await engine.call('playlists.list', {})).toEqual([])
    const [report] = await engine.call('playlists.import', { path })
    expect(report).toMatchObject({ name: 'long', entries: 5500, notFoundTotal: 5500 })
    const [playlist] = await engine.call('playlists.list', {})
    expect(playlist).toMatchObject({ id: report!.playlistId, tracks: 5500 })
    const { entries } = await engine.call('playlists.get', { id: playlist!.id, offset: 5498, limit: 10 })
    expect(entries.map(entry => entry.path)).toEqual(names.slice(-2))
    expect(report!.notFound.map(({ path }) => path)).toEqual(names.slice(0, 500))
    const ids = new Set(report!.notFound.map(({ entryId }) => entryId))
    expect(ids.size).toBe(500)
    expect(await engine.call('playlists.relink', { id: playlist!.id })).toMatchObject({ notFoundTotal: 5500 })

    const stop = new AbortController()
    const asked = engine.call('playlists.import', { path }, stop.signal)
    setTimeout(() => stop.abort(), 300)
    await asked.catch(() => null)
    writeFileSync(path, `1.mp3\n${'x'.repeat(50_000)}`)
    await expect(engine.call('playlists.import', { path })).rejects.toMatchObject({ code: 'bad-request' })
  } finally {
    await engine.close()
  }
  // Nothing is hidden that nobody will show.
  expect(db.prepare('SELECT count(*) FROM playlists WHERE removed_at IS NOT NULL').pluck().get()).toBe(0)
  db.close()
})
