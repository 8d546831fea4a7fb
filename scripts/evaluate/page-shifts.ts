import type { Caller } from '../../src-main/contract/bridge.ts'
import { mean } from './measure.ts'
import type { Judge } from './page-judge.ts'
import type { Known } from './page-library.ts'

/** Examples, and how what is wanted differs from them; what people were to have felt then. */
const examples = ['Silvan Sanctuary', 'Breaking the Chains', 'Love Theme', 'Battle Epic', 'Wings of Cruelty']
const shifts = { calmer: 'calmness', sadder: 'sadness', happier: 'joyful_activation' }
const first = 10

/** The feeling of the first ten songs, by the example alone and as it was to differ. */
export interface ShiftRow {
  shift: string
  feeling: string
  alone: number
  shifted: number
  rose: number
  of: number
}

/** "Like Silvan Sanctuary but calmer": what people felt at the songs that come. */
export async function askShifts(
  engine: Caller,
  known: ReadonlyMap<number, Known>,
  judge: Judge
): Promise<ShiftRow[]> {
  const felt = async (text: string, feeling: string): Promise<number> => {
    const { hits } = await engine.call('search.query', { text, limit: 1000 })
    const songs = hits.filter(({ id }) => judge.isJudged(id)).slice(0, first)
    return mean(songs.map(({ id }) => Number(known.get(id)!.labels[feeling])))
  }
  const heard = examples.filter(title =>
    [...known.values()].some(({ track }) => track.title === title && track.analysed)
  )
  const rows: ShiftRow[] = []
  for (const [shift, feeling] of Object.entries(shifts)) {
    const pairs: [alone: number, shifted: number][] = []
    for (const title of heard)
      pairs.push([
        await felt(`like:"${title}"`, feeling),
        await felt(`like:"${title}" but ${shift}`, feeling)
      ])
    rows.push({
      shift,
      feeling: feeling.replace('_', ' '),
      alone: mean(pairs.map(([alone]) => alone)),
      shifted: mean(pairs.map(([, shifted]) => shifted)),
      rose: pairs.filter(([alone, shifted]) => shifted > alone).length,
      of: pairs.length
    })
  }
  return rows
}
