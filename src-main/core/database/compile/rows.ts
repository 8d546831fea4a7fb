/**
 * What filters, rules and orders speak of: `tracks` (those shown), `m` (what is measured of the file as it is now) and
 * `l` (listening). A condition that asks for no `m` or `l` pays for none: SQLite leaves such a join out.
 */
const measured = 'LEFT JOIN current_measurements AS m ON m.track_id = tracks.id'
const played = 'LEFT JOIN listening AS l ON l.track_id = tracks.id'

export const everyTrack = `visible_tracks AS tracks ${measured} ${played}`

/** The same for an order alone, with what it asks for: where SQLite leaves a join out there, it goes by a worse index. */
export const everyTrackFor = (order: string): string =>
  ['visible_tracks AS tracks', /\bm\./.test(order) && measured, /\bl\./.test(order) && played]
    .filter(part => part !== false)
    .join(' ')

/** Some tracks, by their ids as JSON; `asked.key` is the place of each among them. */
export const theseTracks = `(SELECT key, value FROM json_each(?)) AS asked
  CROSS JOIN visible_tracks AS tracks ON tracks.id = asked.value ${measured} ${played}`
