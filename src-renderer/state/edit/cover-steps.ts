import type { Cover } from '#contract/covers.ts'
import type { CoverStep, Edit } from '#contract/edits.ts'

/** What becomes of the pictures of some files: a step, and the picture that it brings. */
export interface CoverEdit {
  ids: readonly number[]
  step: CoverStep
  cover: Cover | null
}

/** The pictures a file has after the steps that are meant for it, as the engine takes them too. */
export function coversWith(id: number, covers: readonly Cover[], edits: readonly CoverEdit[]): Cover[] {
  return edits
    .filter(({ ids }) => ids.includes(id))
    .reduce((all, { step, cover }) => stepped(all, step, cover), [...covers])
}

function stepped(covers: Cover[], step: CoverStep, cover: Cover | null): Cover[] {
  switch (step.do) {
    case 'coverAdd':
      return cover === null ? covers : distinct(withFirst(covers, { ...cover, kind: step.kind }))
    case 'coverReplace': {
      const others = covers.filter(({ kind }) => kind !== step.kind)
      return cover === null ? covers : distinct(withFirst(others, { ...cover, kind: step.kind }))
    }
    case 'coverRemove':
      return covers.filter(({ hash }) => step.pictures !== undefined && !step.pictures.includes(hash))
    case 'coverScale':
      return covers.map(one => scaled(one, step.longest))
  }
}

const withFirst = (covers: Cover[], cover: Cover): Cover[] =>
  cover.kind === 'front' ? [cover, ...covers] : [...covers, cover]

const distinct = (covers: Cover[]): Cover[] => [
  ...new Map(covers.map(one => [`${one.kind} ${one.hash}`, one])).values()
]

function scaled(cover: Cover, longest: number): Cover {
  const share = longest / Math.max(cover.width, cover.height)
  if (share >= 1) return cover
  return { ...cover, width: Math.round(cover.width * share), height: Math.round(cover.height * share) }
}

export const editsOfCovers = (edits: readonly CoverEdit[]): Edit[] =>
  edits.map(({ ids, step }) => ({ ids: [...ids], steps: [step] }))

/** Tracks whose pictures change. */
export const changedTracks = (edits: readonly CoverEdit[]): number[] => [
  ...new Set(edits.flatMap(({ ids }) => ids))
]

/** How many tracks are in either. */
export const inEither = (some: Iterable<number>, others: Iterable<number>): number =>
  new Set([...some, ...others]).size

/** A picture, and how many of the files have it. */
export interface CoverCount {
  cover: Cover
  tracks: number
  /** One of the files that have it as it is; null where it is not in a file yet. */
  of: number | null
}

/** The pictures of several files, those of most files first; of as many the front first. */
export function counted(
  files: readonly { id: number; had: readonly Cover[]; now: readonly Cover[] }[]
): CoverCount[] {
  const found = new Map<string, CoverCount>()
  for (const { id, had, now } of files) {
    for (const cover of now) {
      const key = `${cover.kind} ${cover.hash} ${cover.width}`
      const known = found.get(key) ?? { cover, tracks: 0, of: null }
      const of = known.of ?? (had.some(({ hash }) => hash === cover.hash) ? id : null)
      found.set(key, { cover, tracks: known.tracks + 1, of })
    }
  }
  const front = ({ cover }: CoverCount): number => (cover.kind === 'front' ? 0 : 1)
  return [...found.values()].sort((a, b) => b.tracks - a.tracks || front(a) - front(b))
}
