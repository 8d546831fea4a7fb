import { columnFields, type ColumnField } from '#contract/field-uses.ts'
import { fieldOf, type Column } from '#contract/fields.ts'
import type { ColumnView } from '#contract/window.ts'

/** What a list shows side by side: fields of the track, and of what a search found the match and why. */
export type ListColumn = ColumnField | 'match' | 'why'

export interface ShownColumn {
  column: ListColumn
  /** Pixels that somebody gave it; null: as wide as usual. */
  width: number | null
}

const ofAnswer: Record<'match' | 'why', Column> = {
  match: { width: { pixels: 128 } },
  why: { width: { share: 3 }, roomy: true }
}

const shapeOf = (column: ListColumn): Column =>
  column === 'match' || column === 'why' ? ofAnswer[column] : fieldOf(column).column!

export const isRight = (column: ListColumn): boolean => shapeOf(column).align === 'right'

const grows = (column: ListColumn): boolean => 'share' in shapeOf(column).width

const inList = columnFields.filter(field => shapeOf(field).usual?.list === true)
const inWideList = columnFields.filter(field => shapeOf(field).usual)
const inAnswer = columnFields.filter(field => shapeOf(field).usual?.found)

/** Some more before the length, which stands last. */
const withMore = (columns: readonly ListColumn[], ...more: ListColumn[]): ListColumn[] =>
  columns.flatMap(column => (column === 'duration' ? [...more, column] : [column]))

function columnsOf(view: ColumnView, wide: boolean): readonly ListColumn[] {
  const list = wide ? inWideList : inList
  // What is the same in all rows of an album is said above them.
  if (view === 'album')
    return ['trackNumber', ...list.filter(column => !['album', 'genre', 'year'].includes(column))]
  if (view === 'added') return withMore(list, 'added')
  if (view === 'played') return withMore(list, 'plays', 'played')
  if (view !== 'found') return list
  const found = wide ? list : inAnswer
  return [...found.filter(grows), 'match', 'why', ...found.filter(field => !grows(field))]
}

/** A list that is so wide, in pixels, shows more before anybody chose. */
export const wideFrom = 1300

export const usualOf = (view: ColumnView, wide: boolean): ShownColumn[] =>
  columnsOf(view, wide).map(column => ({ column, width: null }))

/** All that a list can show, in the order of the table of fields. */
export const choosableOf = (view: ColumnView): readonly ListColumn[] =>
  view === 'found' ? [...columnFields.slice(0, 1), 'match', 'why', ...columnFields.slice(1)] : columnFields

/** Without its title nobody knows what a row is. */
export const stays = (column: ListColumn): boolean => column === 'title'

const play = 40
const gap = 12
/** Of the row, and of the button of its menu. */
const padding = 20 + 28
/** So narrow may get what grows. */
const narrowest = 88

function least({ column, width }: ShownColumn): number {
  const shape = shapeOf(column).width
  const own = 'share' in shape ? narrowest : shape.pixels
  return width === null ? own : Math.min(own, width)
}

/** Those that there is room for, in pixels: what needs most of it goes first, then from the right. */
export function fitting(shown: readonly ShownColumn[], room: number): readonly ShownColumn[] {
  const needed = shown.reduce((sum, column) => sum + least(column) + gap, play + padding)
  if (needed <= room) return shown
  const gone =
    shown.findLast(({ column }) => shapeOf(column).roomy) ?? shown.findLast(({ column }) => !stays(column))
  return gone === undefined
    ? shown
    : fitting(
        shown.filter(one => one !== gone),
        room
      )
}

function widthOf(shown: ShownColumn): string {
  const { width } = shapeOf(shown.column)
  if (shown.width !== null) return `minmax(${least(shown)}px, ${shown.width}px)`
  return 'share' in width ? `minmax(0, ${width.share}fr)` : `${width.pixels}px`
}

/** For grid-template-columns, behind the place of the play button. */
export function columnWidths(shown: readonly ShownColumn[]): string {
  const growing = shown.some(({ column, width }) => width === null && grows(column))
  return [`${play}px`, ...shown.map(widthOf), ...(growing ? [] : ['minmax(0, 1fr)'])].join(' ')
}
