import type { FileField } from '#contract/change-fields.ts'
import { saysOne } from '#contract/change-fields.ts'
import type { Values } from './typed.ts'

/** Cells as text: in the table one line, between programs tabs and lines, as spreadsheets write them. */

const between = '; '

export const cellText = (values: Values): string => values.join(between)

/** What was typed into a cell. What is as it was stays exactly so, whatever is in it. */
export function cellValues(field: FileField, text: string, before: Values): Values {
  if (text === cellText(before)) return before
  const all = saysOne(field) ? [text] : text.split(';')
  return [...new Set(all.map(value => value.trim()).filter(Boolean))]
}

const quoted = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const blockText = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => row.map(quoted).join('\t')).join('\n')

/** Rows and columns of a text; a cell in quotes may hold lines, tabs and doubled quotes. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y
  let at = 0
  for (;;) {
    cell.lastIndex = at
    const found = cell.exec(text)!
    rows.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2]!)
    at = cell.lastIndex
    if (at >= text.length) break
    if (text[at] === '\t') at++
    else {
      at += text.startsWith('\r\n', at) ? 2 : 1
      if (at >= text.length) break
      rows.push([])
    }
  }
  return rows
}
