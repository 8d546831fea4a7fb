/**
 * What filters, rules and orders speak of: `tracks` (those shown), `m` (what is measured of the file as it is now) and
 * `l` (listening). A condition that asks for no `m` or `l` pays for none: SQLite leaves such a join out.
 */
const known = `LEFT JOIN current_measurements AS m ON m.track_id = tracks.id
  LEFT JOIN listening AS l ON l.track_id = tracks.id`

export const everyTrack = `visible_tracks AS tracks ${known}`

/** Some tracks, by their ids as JSON; `asked.key` is the place of each among them. */
export const theseTracks = `(SELECT key, value FROM json_each(?)) AS asked
  CROSS JOIN visible_tracks AS tracks ON tracks.id = asked.value ${known}`
