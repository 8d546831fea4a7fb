/** The order of the whole library that was asked for last. Frozen once released. */
export const version = 355

const forget = (when: string): string =>
  `CREATE TRIGGER kept_orders_${when.replaceAll(/\W+/g, '_')} AFTER ${when}
   BEGIN DELETE FROM kept_orders; END;`

export const sql = `
-- A hundred thousand names are not compared again at every start. Only orders by what stands in tracks are kept; what
-- changes those forgets them.
CREATE TABLE kept_orders (
  order_by TEXT PRIMARY KEY, -- what it was sorted by, and by whose letters
  ids      BLOB NOT NULL     -- uint32
) STRICT;

${forget('INSERT ON tracks')}
${forget('UPDATE ON tracks')}
${forget('DELETE ON tracks')}
${forget('INSERT ON left_tracks')}
${forget('DELETE ON left_tracks')}
${forget('UPDATE OF state ON folders')}
`
