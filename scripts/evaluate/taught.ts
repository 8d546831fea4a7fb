// How well is a tag learnt, and from how many examples? Tags whose right tracks are known are taught step by step.
// usage: node scripts/evaluate/taught.ts DATA      (the data folder of a library with what scripts/corpora.mjs fetches)
import { availableParallelism, cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import { PhraseVectors } from '../../src-main/core/search/scoring/phrase-vectors.ts'
import { tracksToAsk } from '../../src-main/core/tagging/taught/ask.ts'
import { learn, poolTrack, settings } from '../../src-main/core/tagging/taught/learn.ts'
import type { Learnt } from '../../src-main/core/tagging/taught/learn.ts'
import { areaUnder } from '../../src-main/core/tagging/taught/reliability.ts'
import { SoundSpace } from '../../src-main/core/tagging/taught/sound-space.ts'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import { mean } from './measure.ts'

const dataFolder = process.argv[2]
if (!dataFolder) {
  console.error('usage: node scripts/evaluate/taught.ts DATA')
  process.exit(2)
}
const rounds = 5
const counts = [2, 5, 10, 20]
const tower = new OwnTower()
const { library } = await openSearcher(
  { dataFolder, modelsFolder: resolve(import.meta.dirname, '../../models') },
  tower
)
const space = new SoundSpace(library)
const pooling = library.model.profile.windowPooling
const tracks = library.db
  .prepare<[], { id: number; path: Buffer }>(
    'SELECT id, path FROM tracks JOIN analyses ON track_id = id WHERE analyses.duration >= 30 ORDER BY path'
  )
  .all()
  .flatMap(({ id, path }) => {
    const analysed = library.windows?.get(id)
    const row = library.index.rowOf(id)
    if (!analysed || row === undefined) return []
    return [{ id, path: path.toString(), windows: space.windows(analysed), vector: space.row(row) }]
  })
type Track = (typeof tracks)[number]

const tags = JSON.parse(readFileSync(join(import.meta.dirname, 'taught.json'), 'utf8')) as {
  name: string
  right: string
}[]
const texts = await new PhraseVectors(tower, library.model.profile.prompts).of(tags.map(tag => tag.name))

let state = 1
const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647
function some<T>(all: readonly T[], count: number): T[] {
  const left = [...all]
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(random() * left.length), 1)[0]!
  )
}
const example = ({ id, windows }: Track) => ({ id, group: String(id), windows })

function taught(yes: Track[], no: Track[], text: Float32Array, chosen = settings): Learnt {
  const marked = new Set([...yes, ...no])
  const drawn = some(
    tracks.filter(track => !marked.has(track)),
    256
  ).map(track => track.vector)
  return learn({ yes: yes.map(example), no: no.map(example), drawn, text: space.text(text), pooling }, chosen)
}

/** AUC and precision among the best 20 (or as many as there are), of all tracks but the examples. */
function judged(
  { probe }: Learnt,
  marked: readonly Track[],
  right: RegExp
): [auc: number, precision: number] {
  const rest = tracks
    .filter(track => !marked.includes(track))
    .map(({ windows, path }) => ({ score: poolTrack(probe, windows, pooling), right: right.test(path) }))
    .sort((a, b) => b.score - a.score)
  const best = Math.min(20, rest.filter(one => one.right).length)
  const of = (wanted: boolean): number[] => rest.filter(one => one.right === wanted).map(one => one.score)
  return [areaUnder(of(true), of(false))!, rest.slice(0, best).filter(one => one.right).length / best]
}

const lines: string[] = []
const put = (line: string): void => {
  lines.push(line)
  console.log(line)
}
const figures = (pairs: [number, number][]): string =>
  `${mean(pairs.map(([auc]) => auc)).toFixed(3)} / ${mean(pairs.map(([, precision]) => precision)).toFixed(2)}`
const eachTag = (
  count: number,
  work: (tag: { right: RegExp; text: Float32Array }) => [number, number]
): string => {
  state = 1
  const pairs: [number, number][] = []
  tags.forEach(({ right }, i) => {
    const pattern = new RegExp(right)
    if (tracks.filter(track => pattern.test(track.path)).length < count + 3) return
    for (let round = 0; round < rounds; round++) pairs.push(work({ right: pattern, text: texts[i]! }))
  })
  return figures(pairs)
}
const drawExamples = (right: RegExp, count: number): { yes: Track[]; no: Track[] } => ({
  yes: some(
    tracks.filter(track => right.test(track.path)),
    count
  ),
  no: some(
    tracks.filter(track => !right.test(track.path)),
    count
  )
})

console.log(
  `${tracks.length} tracks, ${tags.length} tags, ${cpus()[0]?.model}, ${availableParallelism()} cores`
)
put(`| yes and as many no | ${counts.join(' | ')} |`)
put(`| --- |${counts.map(() => ' ---: |').join('')}`)
const ways = { 'words only': null, 'examples only': { ...settings, textStrength: 0 }, both: settings }
for (const [name, chosen] of Object.entries(ways)) {
  const cells = counts.map(count =>
    eachTag(count, ({ right, text }) => {
      const { yes, no } = drawExamples(right, count)
      const learnt = chosen ? taught(yes, no, text, chosen) : taught([], [], text)
      return judged(learnt, [...yes, ...no], right)
    })
  )
  put(`| ${name} | ${cells.join(' | ')} |`)
}

put('')
const steps = [8, 16, 32]
put(`| marks after 2 yes and 2 no | ${steps.join(' | ')} |`)
put(`| --- |${steps.map(() => ' ---: |').join('')}`)
for (const way of ['random', 'asked'] as const) {
  const cells = steps.map(step =>
    eachTag(6, ({ right, text }) => {
      const { yes, no } = drawExamples(right, 2)
      for (let given = 0; given < step; given += 8) {
        const learnt = taught(yes, no, text)
        const open = tracks.filter(track => !yes.includes(track) && !no.includes(track))
        const line = learnt.line ?? -learnt.calibration.offset
        const ids = tracksToAsk(
          open.map(({ id, windows, vector }) => ({
            id,
            album: null,
            margin: learnt.calibration.slope * (poolTrack(learnt.probe, windows, pooling) - line),
            vector
          })),
          [...yes, ...no].map(track => track.vector),
          tracks.filter((_, i) => i % 5 === 0).map(track => track.vector)
        )
        const next = way === 'random' ? some(open, 8) : open.filter(track => ids.includes(track.id))
        for (const track of next) (right.test(track.path) ? yes : no).push(track)
      }
      // Judged on every track: what is found is what counts, marked or not.
      return judged(taught(yes, no, text), [], right)
    })
  )
  put(`| ${way} | ${cells.join(' | ')} |`)
}
await tower.close()
library.db.close()
