// A page of searches, and what comes. Writes docs/search-page.md.
// usage: npm run evaluate:page -- CORPORA SONGS [--work FOLDER] [--minutes N] [--made FOLDER] [--only WORDS]
//
// CORPORA: the packages, unpacked (a folder a package). SONGS: a folder with audio/ and labels.csv. The library is made
// once in --work and found there by later runs; --minutes: listens for so long at most.
// --made: a data folder of 100,000 made tracks (npm run bench leaves none: see scripts/bench/search.ts), for what nobody
// means. --only: asks the queries that hold these words and writes nothing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { askPage, type PageAnswer, type PageQuery } from './page-ask.ts'
import { benchBadQueries, type BadAnswer } from '../bench/bad-queries.ts'
import { askShifts } from './page-shifts.ts'
import { Judge } from './page-judge.ts'
import { withPageLibrary } from './page-library.ts'
import { pageText, type FirstLook } from './page-text.ts'

const root = resolve(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({
  options: {
    work: { type: 'string', default: join(root, 'test-results/search-page') },
    only: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    made: { type: 'string' }
  },
  allowPositionals: true
})
const [corpora, songs] = positionals
if (!corpora || !songs) {
  console.error(
    'usage: npm run evaluate:page -- CORPORA SONGS [--work FOLDER] [--minutes N] [--made FOLDER] [--only WORDS]'
  )
  process.exit(2)
}
const { packages, queries, notes } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'page-queries.json'), 'utf8')
) as {
  packages: string[]
  queries: PageQuery[]
  notes: string[]
}
/** Written by the first run, and never again: what the page says of the first look. */
const firstLook = join(import.meta.dirname, 'page-first-look.json')
/** What nobody means, as it was last measured. */
const badQueries = join(import.meta.dirname, 'page-bad-queries.json')

const places = { work: resolve(values.work), corpora: resolve(corpora), packages, songs: resolve(songs) }
const examples = queries.filter(({ kind }) => kind === 'like').map(({ text }) => text.toLowerCase())
await withPageLibrary(places, { minutes: Number(values.minutes), examples }, async (engine, known) => {
  const judge = new Judge(known)
  await engine.call('search.query', { text: 'warm up' })
  const answers: PageAnswer[] = []
  for (const query of queries) {
    if (values.only !== undefined && !query.text.includes(values.only)) continue
    answers.push(await askPage(engine, known, judge, query))
  }
  if (values.only !== undefined) {
    console.log(JSON.stringify(answers, null, 2))
    return
  }
  const again: number[] = []
  for (const query of queries) again.push((await askPage(engine, known, judge, query)).milliseconds)
  const wrong = answers.filter(({ faults }) => faults.length > 0)
  if (!existsSync(firstLook)) {
    const first = {
      right: answers.length - wrong.length,
      of: answers.length,
      wrong: wrong.map(({ query }) => query.text)
    }
    writeFileSync(firstLook, `${JSON.stringify(first, null, 2)}\n`)
  }
  const shifts = await askShifts(engine, known, judge)
  const modelsFolder = join(root, 'models')
  if (values.made !== undefined) {
    const measured = await benchBadQueries(resolve(values.made), modelsFolder)
    writeFileSync(badQueries, `${JSON.stringify(measured, null, 2)}\n`)
  }
  const counted = (of: (id: number) => boolean): number => [...known.keys()].filter(of).length
  const { model } = await engine.call('system.status', {})
  const machine = `${cpus()[0]?.model ?? 'An unknown processor'}, ${availableParallelism()} cores, with other work`
  const page = pageText(answers, {
    model: `${model.id} ${model.version}`,
    tracks: counted(id => !judge.isJudged(id)),
    songs: counted(id => judge.isJudged(id)),
    heard: {
      tracks: counted(id => !judge.isJudged(id) && known.get(id)!.track.analysed),
      songs: counted(id => judge.isJudged(id) && known.get(id)!.track.analysed)
    },
    shifts,
    bad: JSON.parse(readFileSync(badQueries, 'utf8')) as BadAnswer[],
    notes,
    machine,
    first: JSON.parse(readFileSync(firstLook, 'utf8')) as FirstLook,
    again
  })
  writeFileSync(join(root, 'docs/search-page.md'), page)
  for (const { query, faults } of wrong) console.log(`${query.kind}: ${query.text}\n  ${faults.join('; ')}`)
  console.log(`${answers.length - wrong.length} of ${answers.length} right`)
})
