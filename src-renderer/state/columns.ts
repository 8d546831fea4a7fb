import { columnFields, type ColumnField } from '#contract/field-uses.ts'
import { fieldOf, type Column } from '#contract/fields.ts'

/** What the list shows side by side: fields of the track, and of what a search found the match and why. */
export type ListColumn = ColumnField | 'match' | 'why'

const answer: Record<'match' | 'why', Column> = {
  match: { width: { pixels: 128 } },
  why: { width: { share: 3 }, roomy: true }
}

const shapeOf = (column: ListColumn): Column =>
  column === 'match' || column === 'why' ? answer[column] : fieldOf(column).column!

const grows = (column: ListColumn): boolean => 'share' in shapeOf(column).width

const inAnswer = columnFields.filter(field => shapeOf(field).found)
const answerColumns: readonly ListColumn[] = [
  ...inAnswer.filter(grows),
  'match',
  'why',
  ...inAnswer.filter(field => !grows(field))
]

/** From left to right. `found`: of what a search found, with how well it fits. */
export const columnsOf = (found: boolean): readonly ListColumn[] => (found ? answerColumns : columnFields)

export const isRoomy = (column: ListColumn): boolean => shapeOf(column).roomy === true
export const isRight = (column: ListColumn): boolean => shapeOf(column).align === 'right'

const play = '40px'

/** For grid-template-columns, behind the place of the play button. `narrow`: without those that need room. */
export function columnWidths(found: boolean, narrow: boolean): string {
  const shown = columnsOf(found).filter(column => !narrow || !isRoomy(column))
  const widths = shown.map(column => {
    const { width } = shapeOf(column)
    return 'share' in width ? `minmax(0, ${width.share}fr)` : `${width.pixels}px`
  })
  return [play, ...widths].join(' ')
}
