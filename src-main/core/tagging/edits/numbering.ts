import type { Step } from '#contract/edits.ts'

type Numbering = Extract<Step, { do: 'number' }>

/** What each track is numbered, in their order: "3/12". `discOf`: on which disc one is; all on one where nobody asks. */
export function numbersFor(
  ids: readonly number[],
  { from, total, width, perDisc }: Numbering,
  discOf: (id: number) => string
): Map<number, string> {
  const discs = Map.groupBy(new Set(ids), id => (perDisc ? discOf(id) : ''))
  return new Map(
    [...discs.values()].flatMap(tracks =>
      tracks.map((id, i): [number, string] => {
        const number = String(from + i).padStart(width, '0')
        const of = String(from + tracks.length - 1).padStart(width, '0')
        return [id, total ? `${number}/${of}` : number]
      })
    )
  )
}

/** "2" of "2/3" and "02". */
export const discNumberOf = (values: readonly string[]): string => /^0*(\d+)/.exec(values[0] ?? '')?.[1] ?? ''
