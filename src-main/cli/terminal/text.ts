import { createRequire } from 'node:module'
import { grouped } from '../../words/index.ts'

/** Text for terminals: safe to print, measured in columns, cut to fit. */

/** File names and tags come from anywhere: no control characters, no half characters reach the terminal. */
export const plain = (text: string): string => text.toWellFormed().replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')

const graphemes = (text: string): string[] =>
  Array.from(new Intl.Segmenter().segment(text), part => part.segment)

/** Letters of which each takes a column: Latin ones, and the dashes, quotes and dots of print. */
const plainWidth = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*$/
let stringWidth: ((text: string) => number) | undefined

/** Columns a text takes in a terminal. What knows of all letters takes a while to load, and most commands never need it. */
export function widthOf(text: string): number {
  if (plainWidth.test(text)) return text.length
  stringWidth ??= (createRequire(import.meta.url)('string-width') as { default: (text: string) => number })
    .default
  return stringWidth(text)
}

/** Cuts a text to so many columns, with an ellipsis where something is gone: at the end, or at the start for paths. */
export function fit(text: string, columns: number, cut: 'start' | 'end' = 'end'): string {
  if (widthOf(text) <= columns) return text
  if (columns < 1) return ''
  const parts = graphemes(text)
  if (cut === 'start') parts.reverse()
  const kept: string[] = []
  let used = 1
  for (const part of parts) {
    used += widthOf(part)
    if (used > columns) break
    kept.push(part)
  }
  return cut === 'start' ? `…${kept.reverse().join('')}` : `${kept.join('').trimEnd()}…`
}

/** Fills a text up to so many columns. */
export const pad = (text: string, columns: number, align: 'left' | 'right' = 'left'): string => {
  const space = ' '.repeat(Math.max(0, columns - widthOf(text)))
  return align === 'left' ? text + space : space + text
}

/** 12,410 */
export const formatCount = grouped

/** "1 track", "12,410 tracks" */
export const countOf = (value: number, singular: string, plural = `${singular}s`): string =>
  `${formatCount(value)} ${value === 1 ? singular : plural}`

/** 4:12, 1:04:12 */
export function formatTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** "40 s", "3 min", "3 h 19 min", "2 days 4 h" */
export function formatSpan(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} h ${minutes % 60} min`
  return `${countOf(Math.floor(hours / 24), 'day')} ${hours % 24} h`
}

/** 1.4 GB, in powers of ten. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`
}
