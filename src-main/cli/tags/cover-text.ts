import { parseCover, type Cover } from '#contract/covers.ts'
import { formatBytes } from '../terminal/text.ts'

/** "front: JPEG, 600 × 600, 45 kB" */
export function coverLine({ kind, mime, width, height, bytes }: Cover): string {
  const what = mime === '?' ? 'no picture that is known' : mime.replace('image/', '').toUpperCase()
  return [`${kind}: ${what}`, ...(width > 0 ? [`${width} × ${height}`] : []), formatBytes(bytes)].join(', ')
}

/** A cover of a plan, for its line there. */
export function coverValue(text: string): string {
  const cover = parseCover(text)
  return cover === null ? text : `${coverLine(cover)} (${cover.hash.slice(0, 8)})`
}
