import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import { termSource } from '../../src-main/core/tagging/terms/term-source.ts'
import { phraseVectors } from '../../src-main/core/tagging/terms/in-use.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { TermScores } from '../../src-main/core/tagging/suggest/term-scores.ts'
import { termKey, vocabulary } from '../../src-main/core/tagging/terms/vocabulary.ts'

/** Where labels come from: written tags, titles, what an album is described as, or how a render was made. */
export type By = 'tags' | 'title' | 'description' | 'render'

/** One term with the tracks of a set: right, wrong, and those nobody knows (left out). */
export interface TermLabels {
  term: string
  by: By
  right: Set<number>
  wrong: Set<number>
}

export interface TermSet {
  keys: string[]
  labels: TermLabels[]
  /** Scores of every track, one a term, for a share of the tags. */
  scored(share: number): Map<number, Float32Array>
  close(): Promise<void>
}

const labels = JSON.parse(readFileSync(join(import.meta.dirname, 'term-labels.json'), 'utf8')) as {
  music: { term: string; by: By; right: string[]; unclear: string[] }[]
  instruments: Record<string, number[]>
  voice: Record<string, number[]>
}

/** Everything of an analysed library of at least `seconds`, with its labels. */
export async function openSet(
  dataFolder: string,
  modelsFolder: string,
  kind: 'music' | 'renders',
  seconds: number
): Promise<TermSet> {
  const tower = new OwnTower()
  const places = { dataFolder, modelsFolder }
  const searcher = await openSearcher(places, tower)
  const source = termSource(places, searcher, tower)
  const { library } = searcher
  const terms = vocabulary([])
  const vectors = await phraseVectors(source, terms)
  const scoredTerms = terms.map((term, i) => ({
    key: termKey(term.group, term.name),
    vector: vectors[i]!,
    tags: term.tags.map(name => source.tagNames.indexOf(name)),
    usual: { mean: 0, deviation: 1 }
  }))
  const tracks = trackStatements(library.db)
    .byIds(library.index.ids)
    .filter(track => (track.duration ?? 0) >= seconds)
  return {
    keys: scoredTerms.map(term => term.key),
    labels: kind === 'music' ? musicLabels(tracks) : renderLabels(tracks),
    scored: share => {
      const scores = new TermScores(library, scoredTerms, share)
      return new Map(tracks.flatMap(({ id }) => (scores.of(id) ? [[id, scores.of(id)!]] : [])))
    },
    close: async () => {
      await tower.close()
      library.db.close()
    }
  }
}

type Tracks = { id: number; path: string }[]

const musicLabels = (tracks: Tracks): TermLabels[] =>
  labels.music.map(({ term, by, right, unclear }) => {
    const fits = (path: string, patterns: string[]): boolean =>
      patterns.some(pattern => new RegExp(pattern).test(path))
    const rights = tracks.filter(track => fits(track.path, right))
    const wrongs = tracks.filter(track => !fits(track.path, right) && !fits(track.path, unclear))
    return { term, by, right: idsOf(rights), wrong: idsOf(wrongs) }
  })

/** Renders are named by their General MIDI program: `040-0-100.wav`. */
function renderLabels(tracks: Tracks): TermLabels[] {
  const programOf = (path: string): number => Number(basename(path).slice(0, 3))
  const of = (group: string, all: Record<string, number[]>): TermLabels[] =>
    Object.entries(all).map(([name, programs]) => ({
      term: `${group}:${name}`,
      by: 'render',
      right: idsOf(tracks.filter(track => programs.includes(programOf(track.path)))),
      wrong: idsOf(tracks.filter(track => !programs.includes(programOf(track.path))))
    }))
  return [...of('instrument', labels.instruments), ...of('voice', labels.voice)]
}

const idsOf = (tracks: Tracks): Set<number> => new Set(tracks.map(track => track.id))
