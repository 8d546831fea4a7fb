/**
 * What filters, rules and orders speak of: `tracks` (those shown), `m` (what is measured of the file as it is now) and
 * `l` (listening). A condition that asks for no `m` or `l` pays for none: SQLite leaves such a join out.
 */
const known = `LEFT JOIN current_measurements AS m ON m.track_id = tracks.id
  LEFT JOIN listening AS l ON l.track_id = tracks.id`

export const everyTrack = `visible_tracks AS tracks ${known}`

/** Some tracks, by their ids as JSON. */
export const theseTracks = `(SELECT value FROM json_each(?)) AS asked
  CROSS JOIN visible_tracks AS tracks ON tracks.id = asked.value ${known}`

/** What somebody wrote counts before what was measured; half and double are never taken for it. */
export const tempo = 'coalesce(tracks.bpm, m.bpm)'

/** The same for the key, as "8A"; a written one that nobody can read leaves the measured one. Needs `camelot(text)`. */
export const key = 'coalesce(camelot(tracks.key), camelot(m.key))'
