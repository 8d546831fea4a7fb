import type { SearchLibrary } from '../search/library.ts'
import { bestMoment } from '../search/answer/moments.ts'
import { normalised } from '../search/scoring/vectors.ts'
import type { PhraseVectors } from '../search/scoring/phrase-vectors.ts'
import { WindowScorer } from '../search/vectors/window-scorer.ts'
import type { Pause } from '../threads/pause.ts'

const windowSeconds = 10

/** Where a track sounds most like a text; without one, most like all of it. Seconds; 0 while it has not been heard. */
export async function passageOf(
  library: SearchLibrary,
  phrases: PhraseVectors,
  { id, text }: { id: number; text: string },
  pause: Pause
): Promise<number> {
  const row = library.index.rowOf(id)
  const analysed = library.windows?.get(id)
  if (row === undefined || !analysed || analysed.windows.starts.length === 0) return 0
  const [asked] =
    text.trim() === ''
      ? [normalised(library.index.vector(row))]
      : await phrases.of([phrases.inEnglish(text)], pause)
  const scorer = new WindowScorer(library.model.dimension)
  scorer.use([asked!])
  const [values] = scorer.score(analysed.windows)
  const { starts } = analysed.windows
  return bestMoment({ values: values!, starts, windowSeconds, duration: analysed.duration }).start
}
