/** How high a row of any list is, CSS pixels; the stylesheets say `--row`. */
export const rowHeight = 32

/** A row with a second line. */
export const tallRowHeight = 44
