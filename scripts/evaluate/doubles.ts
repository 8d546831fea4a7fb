// Is the same recording told from its versions and from other music? Prints the figures for docs/doubles.md.
// usage: npm run evaluate:doubles -- MUSIC DATA [PIECES]
//   MUSIC: folders, a package of music each. DATA: a folder that is made here: copies and versions of each piece
//   (doubles-made.ts) go into DATA/set, and a library of all of them into DATA/library. PIECES: how many pieces; default: all.
//
// The lines of src-main/core/doubles/sound/verdict.ts are settled on every other piece; the figures are those of the rest.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findDecoder } from '../../src-main/core/audio/find-decoder.ts'
import { alikeAlong, leastAlong, mostApart } from '../../src-main/core/doubles/candidates.ts'
import { differenceOf, type Difference } from '../../src-main/core/doubles/sound/compare.ts'
import { PrintMaker, printRate, type SoundPrint } from '../../src-main/core/doubles/sound/print.ts'
import { isSame } from '../../src-main/core/doubles/sound/verdict.ts'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import { dot } from '../../src-main/core/search/scoring/vectors.ts'
import { directionFrom } from '../../src-main/core/search/vectors/middle.ts'
import { makeFiles, piecesIn, type MadeFile, type Piece } from './doubles-made.ts'
import { wilson } from './measure.ts'

const root = resolve(import.meta.dirname, '../..')
const [music, data, most] = process.argv.slice(2)
if (!music || !data) {
  console.error('usage: node scripts/evaluate/doubles.ts MUSIC DATA [PIECES]')
  process.exit(2)
}

/** One pair of files, with the right answer. */
interface Pair {
  half: 0 | 1
  kind: string
  names: [string, string]
  same: boolean
  /** Whether the vectors bring them together. */
  candidate: boolean
  apart: number
  along: number
  difference: Difference | null
}

const kept = <Value>(name: string, make: () => Value): Value => {
  const path = join(data!, name)
  if (!existsSync(path)) writeFileSync(path, JSON.stringify(make()))
  return JSON.parse(readFileSync(path, 'utf8')) as Value
}

async function printsOf(files: readonly MadeFile[]): Promise<Map<string, SoundPrint>> {
  const { decoder } = await findDecoder()
  const prints = new Map<string, SoundPrint>()
  const began = performance.now()
  for (const { path } of files) {
    const maker = new PrintMaker()
    for await (const block of decoder.decode(path, { sampleRate: printRate })) maker.push(block)
    prints.set(path, maker.end())
  }
  const seconds = [...prints.values()].reduce((sum, print) => sum + print.seconds, 0)
  const speed = seconds / ((performance.now() - began) / 1000)
  console.log(`${files.length} files heard for comparing, ${speed.toFixed(0)} times as fast as they play`)
  return prints
}

/** Each piece with what is made of it, and with each of the other pieces that the vectors bring near. */
async function pairsOf(files: readonly MadeFile[]): Promise<Pair[]> {
  const prints = await printsOf(files)
  const earshot = ['--data', join(data!, 'library'), 'scan', '--analyse', join(data!, 'set')]
  execFileSync(process.execPath, [join(root, 'src-main/cli/main.ts'), ...earshot], { stdio: 'ignore' })
  const tower = new OwnTower()
  const places = { dataFolder: join(data!, 'library'), modelsFolder: join(root, 'models') }
  const { library } = await openSearcher(places, tower)
  const heard = (path: string) => {
    const id = library.trackIds.at(realpathSync(path))
    const row = id === null ? undefined : library.index.rowOf(id)
    if (id === null || row === undefined) return null
    return {
      whole: directionFrom(library.middle, library.index.vector(row)),
      windows: library.windows!.get(id)!.windows
    }
  }
  const pair = (a: MadeFile, b: MadeFile, same: boolean, kind: string): Pair => {
    const [one, other] = [heard(a.path), heard(b.path)]
    const apart = one && other ? 1 - dot(one.whole, other.whole) : 2
    const along = one && other ? alikeAlong(one.windows, other.windows) : -1
    const candidate = apart <= mostApart && along >= leastAlong
    // Of other music only what the vectors bring near is ever compared.
    const difference =
      candidate || a.piece === b.piece ? differenceOf(prints.get(a.path)!, prints.get(b.path)!) : null
    return { half: a.piece.half, kind, names: [a.path, b.path], same, candidate, apart, along, difference }
  }
  const pieces = files.filter(({ kind }) => kind === null)
  const made = files.flatMap(file => {
    if (file.kind === null) return []
    return [
      pair(
        pieces.find(({ piece }) => piece.name === file.piece.name)!,
        file,
        file.same,
        file.kind
      )
    ]
  })
  const others = pieces.flatMap((one, i) =>
    pieces.slice(i + 1).flatMap(other => {
      if (one.piece.half !== other.piece.half) return []
      return [pair(one, other, false, 'other music')]
    })
  )
  await tower.close()
  return [...made, ...others]
}

const share = (count: number, of: number): string => {
  const [low, high] = wilson(count, of).map(value => (100 * value).toFixed(0))
  return `${count} of ${of} (${((100 * count) / of).toFixed(0)} %, ${low} to ${high})`
}

function report(pairs: readonly Pair[], half: 0 | 1): void {
  const mine = pairs.filter(pair => pair.half === half)
  const found = mine.filter(
    ({ candidate, difference }) => candidate && difference !== null && isSame(difference)
  )
  const doubles = mine.filter(({ same }) => same)
  const hits = found.filter(({ same }) => same)
  console.log(`\n${half === 0 ? 'settled on' : 'figures'}: ${mine.length} pairs`)
  console.log(`precision: ${share(hits.length, found.length)}`)
  console.log(`recall: ${share(hits.length, doubles.length)}`)
  console.log(
    `brought together by their vectors: ${share(doubles.filter(({ candidate }) => candidate).length, doubles.length)}`
  )
  const others = mine.filter(({ same }) => !same)
  console.log(
    `of what is no double, left to be compared: ${share(others.filter(({ candidate }) => candidate).length, others.length)}`
  )
  for (const [kind, some] of Map.groupBy(mine, pair => pair.kind)) {
    const told = some.filter(pair => found.includes(pair)).length
    const middle = (of: (difference: Difference) => number): string => {
      const values = some
        .flatMap(({ difference }) => (difference ? [of(difference)] : []))
        .sort((a, b) => a - b)
      return (values[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(3)
    }
    const figures = [
      middle(d => d.alike),
      middle(d => d.off),
      middle(d => d.tilt),
      middle(d => d.press)
    ].join(' | ')
    console.log(
      `| ${kind} | ${some[0]!.same ? 'double' : 'no double'} | ${told} of ${some.length} | ${figures} |`
    )
  }
  for (const pair of mine) {
    if (found.includes(pair) !== pair.same) console.log('wrong:', pair.kind, pair.names, JSON.stringify(pair))
  }
}

mkdirSync(data, { recursive: true })
const pieces = kept<Piece[]>('pieces.json', () => piecesIn(music, 24))
const files = makeFiles(
  pieces.slice(0, most === undefined ? pieces.length : Number(most)),
  join(data, 'set'),
  2
)
const made = await pairsOf(files)
writeFileSync(join(data, 'pairs.json'), JSON.stringify(made))
for (const half of [0, 1] as const) report(made, half)
