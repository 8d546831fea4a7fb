import type { Pause } from '../threads/pause.ts'
import { PhraseVectors } from './scoring/phrase-vectors.ts'
import { Searcher } from './searcher.ts'

/** Milliseconds of it, at most, and questions. */
const mostTime = 1500
const questions = 25
const limit = 200

/**
 * Asks what nobody asked, of unrelated phrases whose vectors are there: what runs for the first times is not compiled
 * yet, and a first question takes five times as long as the twentieth. Few phrases in many shapes, so that few tracks are
 * read into memory. Nothing of it is kept.
 */
export async function rehearse({ library, tags }: Searcher, pause: Pause): Promise<void> {
  const { nullVectors, profile } = library.model
  let spoken = 0
  const tower = {
    embed: async (texts: readonly string[]) => texts.map(() => nullVectors[spoken++ % nullVectors.length]!)
  }
  const searcher = new Searcher(library, new PhraseVectors(tower, ['{}']))
  searcher.tags = tags
  const [one, other, third] = profile.nullPhrases as [string, string, string]
  const shapes = ['year:>1900', one, `${other}, ${third}`, `${third} -${one}`, `${other} bpm:>100`]
  const end = performance.now() + mostTime
  for (let i = 0; i < questions && performance.now() < end; i++) {
    await searcher.query({ text: shapes[i % shapes.length]!, limit, all: false }, pause)
    await pause()
  }
}
