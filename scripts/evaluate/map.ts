// Does the map keep what sounds alike together, and do its axes lie as people hear? Writes docs/map.md.
// usage: npm run evaluate:map -- DATA LABELS     (DATA: the data folder of the labelled songs; LABELS: their labels.csv, with a
// column `file`, one `genre`, and a share of people a feeling)
//
// The axes and what they are compared with (map-axes.json) were written before the first look.
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { axesMap } from '../../src-main/core/map/axes.ts'
import { layOut } from '../../src-main/core/map/lay-out.ts'
import { directionsOf } from '../../src-main/core/map/near.ts'
import { spreadOut } from '../../src-main/core/map/spread-out.ts'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import type { VectorIndex } from '../../src-main/core/search/vectors/vector-index.ts'
import { areaUnderCurve, rankCorrelation } from './measure.ts'
import { madeVectors } from './made-vectors.ts'
import { keptNear } from './kept-near.ts'

const root = resolve(import.meta.dirname, '../..')
const [dataFolder, labelsFile] = process.argv.slice(2)
if (dataFolder === undefined || labelsFile === undefined) {
  console.error('usage: npm run evaluate:map -- DATA LABELS')
  process.exit(2)
}

interface Axis {
  axis: string
  toward: 'low' | 'high'
}
const asked = JSON.parse(readFileSync(join(import.meta.dirname, 'map-axes.json'), 'utf8')) as {
  feelings: (Axis & { against: string })[]
  genres: (Axis & { genre: string })[]
}
const [head = '', ...lines] = readFileSync(labelsFile, 'utf8').trim().split(/\r?\n/)
const names = head.split(',')
const labels = new Map(
  lines.map(line => {
    const values = line.split(',')
    return [values[0]!, Object.fromEntries(names.map((name, i) => [name, values[i]!]))]
  })
)

const tower = new OwnTower()
const { library, phrases } = await openSearcher(
  { dataFolder, modelsFolder: join(root, 'models'), glossariesFolder: join(root, 'resources/glossaries') },
  tower
)
const labelOf = new Map<number, Record<string, string>>()
for (const { id, path } of library.db
  .prepare<[], { id: number; path: Buffer }>('SELECT id, path FROM visible_tracks')
  .all()) {
  const label = labels.get(basename(path.toString()))
  if (label && library.index.rowOf(id) !== undefined) labelOf.set(id, label)
}

const sign = ({ toward }: Axis): number => (toward === 'low' ? -1 : 1)
const placesOf = async ({ axis }: Axis): Promise<{ label: Record<string, string>; x: number }[]> => {
  const { ids, x } = await axesMap(library, phrases, { x: axis, y: '' }, async () => undefined)
  if (x === null) throw new Error(`"${axis}" is not understood.`)
  return Array.from(ids).flatMap((id, i) => {
    const label = labelOf.get(id)
    return label ? [{ label, x: x[i]! }] : []
  })
}
const feelings: string[][] = []
for (const one of asked.feelings) {
  const places = await placesOf(one)
  const felt = places.map(({ label }) => Number(label[one.against]))
  const found =
    sign(one) *
    rankCorrelation(
      places.map(({ x }) => x),
      felt
    )
  feelings.push([
    one.axis,
    `${one.against.replaceAll('_', ' ')} ${one.toward === 'low' ? 'at the first end' : 'at the last'}`,
    found.toFixed(2)
  ])
}
const genres: string[][] = []
for (const one of asked.genres) {
  const places = await placesOf(one)
  const ranking = places.sort((a, b) => sign(one) * (b.x - a.x)).map(({ label }) => label.genre === one.genre)
  genres.push([
    one.axis,
    `${one.genre} ${one.toward === 'low' ? 'at the first end' : 'at the last'}`,
    areaUnderCurve(ranking).toFixed(2)
  ])
}
await tower.close()

function laidOut(index: VectorIndex): string[][] {
  const rows = Uint32Array.from({ length: index.count }, (_, row) => row)
  const turned = directionsOf(index, rows)
  const work = layOut(index, rows)
  let next = work.next()
  while (!next.done) next = work.next()
  const { x, y } = next.value
  const plane = Float32Array.from({ length: index.count * 2 }, (_, i) => (i % 2 === 0 ? x : y)[i >> 1]!)
  return [
    ['by chance', ...keptNear(turned, shuffled(plane))],
    ['the two widest directions (PCA)', ...keptNear(turned, spreadOut(turned))],
    ['as it is laid out', ...keptNear(turned, plane)]
  ]
}

/** The same places, given to others. */
function shuffled(places: Float32Array): Float32Array {
  const count = places.length / 2
  const step = Math.floor(count * 0.618) | 1
  return Float32Array.from(places, (_, i) => places[(((i >> 1) * step) % count) * 2 + (i % 2)]!)
}
const songs = laidOut(library.index)
const many = laidOut(madeVectors(10_000))

const table = (heads: string[], rows: string[][]): string =>
  [heads, heads.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
const ofLayout = ['places', 'of the 10 nearest kept', 'trustworthiness']
const { name, version } = library.model

writeFileSync(
  join(root, 'docs/map.md'),
  `# What the map keeps

Written by \`npm run evaluate:map -- DATA LABELS\`: model ${name} ${version}, ${library.index.count} songs with labels of people
(judging only: nothing was tuned on them), and 10,000 made vectors that lie around 300 centres of a narrow cone, as music does.
[How the map comes about](guide/map.md).

## By axes

Axes and labels were chosen before the first look (scripts/evaluate/map-axes.json). Feelings: the rank correlation of the place
on the axis with the share of people who named the feeling, 1 where they agree in all. Genres: the chance that a song of the
genre lies nearer to its end than one of another (area under the curve; .5 is chance).

${table(['axis', 'feeling', 'rank correlation'], feelings)}

${table(['axis', 'genre', 'area under the curve'], genres)}

## By likeness

Of the ten tracks nearest to one, how many are among its ten nearest on the map; and the trustworthiness (Venna and Kaski: 1
where no track lies near that is none of the nearest).

${library.index.count} songs:

${table(ofLayout, songs)}

10,000 made vectors (of 1,000 of them):

${table(ofLayout, many)}

How long it takes is in the [benchmarks](benchmarks.md).

## What it is made with

UMAP on the 15 nearest of each track, written here (\`src-main/core/map\`): nearest by cells of 250 tracks of which the twelve around
are looked through, on the vectors and the SIMD kernel that search has; the plain curve 1 / (1 + d²), 400 rounds (200 from
20,000 tracks on), from the two widest directions. The same numbers for the same tracks.

Beside it stood umap-js 1.4.0 (MIT) on such 10,000 vectors, once, beside other work on the machine: 36 % of the ten nearest kept,
trustworthiness .999, in 871 s and 751 MB, where this one took 13 s (load 6). It also takes vectors as arrays of numbers, and
its search for neighbours can be neither followed nor stopped. DruidJS was not measured.
`
)
console.log(readFileSync(join(root, 'docs/map.md'), 'utf8'))
library.db.close()
