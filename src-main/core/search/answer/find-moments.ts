import type { FoundMoment } from '#contract/moments.ts'
import type { Pause } from '../../threads/pause.ts'
import type { SearchLibrary } from '../library.ts'
import { nullQuantile } from '../scoring/null-sample.ts'
import type { Limits } from '../variety/ledger.ts'
import { vary } from '../variety/vary.ts'
import { along, type HeatScales } from './heat.ts'
import { passagesAlong } from './moments.ts'
import type { Question } from './question.ts'
import { rank } from './rank.ts'
import { nullOf } from './score.ts'

/** Tracks that are looked through in a large library, and passages of one track at most. */
const mostTracks = 2000
const mostOfTrack = 4
/** What stands out is reached by 1 in 200 pairs by chance at most, and is half as hot as the library gets. */
const strongShare = 0.995
const ofHigh = 0.5
/** Where nothing does, so many of the closest. */
const closest = 10
const together = 50

/** The passages of all tracks that sound like what is asked, hottest first, and how many of them stand out. */
export async function findMoments(
  library: SearchLibrary,
  question: Question,
  scales: HeatScales,
  limit: number,
  limits: Limits,
  pause: Pause
): Promise<{ moments: FoundMoment[]; cut: number }> {
  const sounding = question.alternatives.filter(one => one.wanted.length > 0)
  if (sounding.length === 0) return { moments: [], cut: 0 }
  const { ranked } = await rank(library, question, mostTracks, false, pause)
  const heard = ranked.filter(({ look }) => look?.analysed != null)
  const { shown } = vary(library, heard, { ...limits, diversity: 0 })
  const { low, high } = scales.of(question)
  const chance = Math.max(...sounding.map(one => nullQuantile(nullOf(library, one.wanted), strongShare)))
  const line = Math.max(chance, ofHigh * high)
  const found: FoundMoment[] = []
  for (const [i, { id, row, look }] of shown.entries()) {
    if (i % together === together - 1) await pause()
    const asked = sounding.filter(({ passing }) => passing.has(id))
    const heat = along(library, { ...question, alternatives: asked }, row, look!.analysed!)
    if (!heat) continue
    for (const passage of passagesAlong(heat, -Infinity, mostOfTrack)) {
      const strength = Math.min(1, Math.max(0, (passage.heat - low) / (high - low)))
      found.push({ id, ...passage, strength })
    }
  }
  found.sort((a, b) => b.heat - a.heat || a.id - b.id || a.start - b.start)
  const cut = found.filter(one => one.heat >= line).length
  return { moments: found.slice(0, Math.min(limit, cut > 0 ? cut : closest)), cut }
}
