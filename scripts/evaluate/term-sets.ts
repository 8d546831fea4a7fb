import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import { termSource } from '../../src-main/core/tagging/terms/term-source.ts'
import { phraseVectors } from '../../src-main/core/tagging/terms/in-use.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { TermScores } from '../../src-main/core/tagging/suggest/term-scores.ts'
import { termKey, vocabulary } from '../../src-main/core/tagging/terms/vocabulary.ts'

/** Where labels come from: written tags, titles, what an album is described as, how audio was made, what listeners said. */
export type By = 'tags' | 'title' | 'description' | 'render' | 'ensemble' | 'genre' | 'listeners'
export type SetKind = 'music' | 'songs' | 'renders' | 'ensembles'

/** One term with the tracks of a set: right, wrong, and those nobody knows (left out). */
export interface TermLabels {
  term: string
  by: By
  right: Set<number>
  wrong: Set<number>
  /** What is never split between learning and testing; left out: every track stands for itself. */
  groups?: ReadonlyMap<number, string>
}

export interface TermSet {
  keys: string[]
  labels: TermLabels[]
  /** The same of the words for energy and valence; none where nobody said anything of them. */
  feelings: TermLabels[]
  /** Scores of every track, one a term, for a share of the tags. */
  scored(share: number): Map<number, Float32Array>
  /** Energy and valence of every track that the model tells them of. */
  felt(): Map<number, { energy: number; valence: number }>
  close(): Promise<void>
}

const labels = JSON.parse(readFileSync(join(import.meta.dirname, 'term-labels.json'), 'utf8')) as {
  music: { term: string; by: By; right: string[]; unclear: string[] }[]
  instruments: Record<string, number[]>
  voice: Record<string, number[]>
  songs: {
    /** Share of the listeners from which a song carries an emotion. */
    right: number
    genres: Record<string, string>
    emotions: Record<string, string>
    /** Words for energy and valence: right where one of these emotions is. */
    feelings: Record<string, string[]>
  }
}

/** Everything of an analysed library of at least `seconds`, with its labels. */
export async function openSet(
  dataFolder: string,
  modelsFolder: string,
  kind: SetKind,
  seconds: number,
  /** Of the songs: `labels.csv`; of the ensembles: `index.json`. */
  table: string | null = null
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
    tags: term.tags.map(name => source.tagNames.indexOf(name)).filter(at => at >= 0),
    usual: { mean: 0, deviation: 1 }
  }))
  const tracks = trackStatements(library.db)
    .byIds(library.index.ids)
    .filter(track => (track.duration ?? 0) >= seconds)
  return {
    keys: scoredTerms.map(term => term.key),
    labels: labelsOf[kind](tracks, table ?? ''),
    feelings: kind === 'songs' ? feelingLabels(tracks, table!) : [],
    felt: () =>
      new Map(
        tracks.flatMap(({ id }) => {
          const { energy = null, valence = null } = library.windows?.get(id) ?? {}
          return energy === null || valence === null ? [] : [[id, { energy, valence }]]
        })
      ),
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

/** A table with `file`, `genre`, `artist` and the share of the listeners who felt each emotion. */
function songTable(tracks: Tracks, table: string) {
  const [head = '', ...lines] = readFileSync(table, 'utf8').trim().split(/\r?\n/)
  const columns = head.split(',')
  const rows = new Map(lines.map(line => [line.split(',')[columns.indexOf('file')]!, line.split(',')]))
  const cell = (path: string, column: string): string => {
    const at = columns.indexOf(column)
    const row = rows.get(basename(path))
    if (at < 0 || row === undefined)
      throw new Error(`${table} says nothing of ${column} of ${basename(path)}.`)
    return row[at]!
  }
  const groups = new Map(tracks.map(({ id, path }) => [id, `artist ${cell(path, 'artist')}`]))
  return { groups, cell }
}

function feelingLabels(tracks: Tracks, table: string): TermLabels[] {
  const { groups, cell } = songTable(tracks, table)
  const { right, feelings } = labels.songs
  return Object.entries(feelings).map(([term, emotions]) => {
    const most = (path: string): number => Math.max(...emotions.map(emotion => Number(cell(path, emotion))))
    return {
      ...{ term, by: 'listeners' as const, groups },
      right: idsOf(tracks.filter(({ path }) => most(path) >= right)),
      wrong: idsOf(tracks.filter(({ path }) => most(path) < right))
    }
  })
}

function songLabels(tracks: Tracks, table: string): TermLabels[] {
  const { groups, cell } = songTable(tracks, table)
  const { right, genres, emotions } = labels.songs
  return [
    ...Object.entries(genres).map(([genre, term]) => ({
      ...{ term, by: 'genre' as const, groups },
      right: idsOf(tracks.filter(({ path }) => cell(path, 'genre') === genre)),
      wrong: idsOf(tracks.filter(({ path }) => cell(path, 'genre') !== genre))
    })),
    ...Object.entries(emotions).map(([emotion, term]) => ({
      ...{ term, by: 'listeners' as const, groups },
      right: idsOf(tracks.filter(({ path }) => Number(cell(path, emotion)) >= right)),
      wrong: idsOf(tracks.filter(({ path }) => Number(cell(path, emotion)) < right))
    }))
  ]
}

/**
 * Renders are named by the General MIDI program that plays, or plays the melody: `040-0-100.wav`. Nothing is said of a term
 * where one of its programs plays `beside` it.
 */
function renderLabels(
  tracks: Tracks,
  by: By,
  beside: (path: string) => readonly number[] = () => []
): TermLabels[] {
  const programOf = (path: string): number => Number(basename(path).slice(0, 3))
  const groups = new Map(tracks.map(({ id, path }) => [id, `program ${programOf(path)}`]))
  const of = (group: string, all: Record<string, number[]>): TermLabels[] =>
    Object.entries(all).map(([name, programs]) => {
      const plays = ({ path }: { path: string }): boolean => programs.includes(programOf(path))
      const unclear = ({ path }: { path: string }): boolean =>
        beside(path).some(one => programs.includes(one))
      return {
        ...{ term: `${group}:${name}`, by, groups },
        right: idsOf(tracks.filter(plays)),
        wrong: idsOf(tracks.filter(track => !plays(track) && !unclear(track)))
      }
    })
  return [...of('instrument', labels.instruments), ...of('voice', labels.voice)]
}

function ensembleLabels(tracks: Tracks, index: string): TermLabels[] {
  const rows = JSON.parse(readFileSync(index, 'utf8')) as { file: string; beside: number[] }[]
  const beside = new Map(rows.map(row => [row.file, row.beside]))
  return renderLabels(tracks, 'ensemble', path => {
    const others = beside.get(basename(path))
    if (!others) throw new Error(`${index} says nothing of ${basename(path)}.`)
    return others
  })
}

const labelsOf: Record<SetKind, (tracks: Tracks, table: string) => TermLabels[]> = {
  music: musicLabels,
  songs: songLabels,
  renders: tracks => renderLabels(tracks, 'render'),
  ensembles: ensembleLabels
}

const idsOf = (tracks: Tracks): Set<number> => new Set(tracks.map(track => track.id))
