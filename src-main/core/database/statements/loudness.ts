import type { Loud } from '../../audio/measured-gain.ts'
import type { Database } from '../open.ts'

export interface LoudnessStatements {
  /** As it is measured now; nothing for a track that is not there. */
  ofTrack(trackId: number): Loud[]
  /** Of every track of the album that this one is on; none where it is on none. */
  ofAlbum(trackId: number): Loud[]
}

export function loudnessStatements(db: Database): LoudnessStatements {
  const ofTrack = db.prepare<[number], Loud>(
    `SELECT loudness, true_peak AS truePeak, duration FROM tracks
     LEFT JOIN current_measurements AS m ON m.track_id = tracks.id WHERE tracks.id = ?`
  )
  const ofAlbum = db.prepare<[number], Loud>(
    `SELECT loudness, true_peak AS truePeak, duration FROM placed_tracks AS this
     JOIN placed_tracks AS other ON other.album_id = this.album_id
     JOIN tracks ON tracks.id = other.track_id
     LEFT JOIN current_measurements AS m ON m.track_id = tracks.id WHERE this.track_id = ?`
  )
  return { ofTrack: trackId => ofTrack.all(trackId), ofAlbum: trackId => ofAlbum.all(trackId) }
}
