import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openDatabase, type Database } from '../../src-main/core/database/open.ts'
import type { TrackRecord } from '../../src-main/core/database/statements/tracks.ts'

const undo: (() => void)[] = []

afterEach(() => {
  for (const step of undo.splice(0).reverse()) step()
})

/** A folder that goes when the test ends; `within`: on another disk, say. */
export function scratchFolder(within = tmpdir()): string {
  const folder = mkdtempSync(join(within, 'earshot-test-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A database in a new data folder, closed when the test ends. */
export function scratchDatabase(dataFolder: string = scratchFolder()): Database {
  const db = openDatabase(dataFolder)
  undo.push(() => void db.close())
  return db
}

export function sampleTrack(track: Partial<TrackRecord> & { folderId: number; path: string }): TrackRecord {
  return {
    pathText: track.path.toWellFormed(),
    size: 1000,
    mtime: 1_700_000_000_000,
    contentId: Buffer.from(track.path),
    title: 'Title',
    artist: '',
    artists: [],
    album: '',
    albumArtist: '',
    albumArtists: [],
    compilation: false,
    albumMbid: '',
    artistMbids: [],
    albumArtistMbids: [],
    genres: [],
    comment: '',
    trackNumber: null,
    discNumber: null,
    year: null,
    duration: 60,
    container: 'MPEG',
    codec: 'MP3',
    lossless: false,
    bitrate: 128_000,
    sampleRate: 44_100,
    channels: 2,
    bpm: null,
    key: '',
    textRule: '',
    ...track
  }
}
