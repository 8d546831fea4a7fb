import { join } from 'node:path'
import { requests } from '../../src-main/contract/requests.ts'
import { SearchClient } from '../../src-main/engine/features/search/search-client.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { quantile } from './row.ts'
import { badQueries } from '../evaluate/bad-queries.ts'

/** A question that nobody means, and what came of it. */
export interface BadAnswer {
  what: string
  characters: number
  came: string
  /** Of the processor, with the thread that searches: other work on the machine does not count. */
  milliseconds: [first: number, again: number] | null
}

const repeats = 3
/** What is made once in a library: a phrase, what is offered for one that is not known, the order of all tracks. */
const before = ['heavy metal', 'quarterly tax report', 'year:>1900']

/** Asks each through the worker, as in the app. */
export async function benchBadQueries(dataFolder: string, modelsFolder: string): Promise<BadAnswer[]> {
  const glossariesFolder = join(import.meta.dirname, '../../resources/glossaries')
  const client = new SearchClient(workerFile('search'), { dataFolder, modelsFolder, glossariesFolder })
  const answers: BadAnswer[] = []
  for (const text of before) await client.query({ text, limit: 200, all: false })
  for (const { what, text } of badQueries) {
    const characters = text.length
    if (!requests['search.query'].input.safeParse({ text }).success) {
      answers.push({ what, characters, came: 'refused: too long', milliseconds: null })
      continue
    }
    const taken: number[] = []
    let came = ''
    for (let run = 0; run <= repeats; run++) {
      const used = process.cpuUsage()
      const { cut, parts } = await client.query({ text, limit: 200, all: false })
      const { user, system } = process.cpuUsage(used)
      taken.push((user + system) / 1000)
      const left = parts.filter(({ kind }) => kind === 'wrong').length
      came = `${cut.toLocaleString('en')} results${left === 0 ? '' : `; ${left.toLocaleString('en')} parts said to be left out`}`
    }
    answers.push({ what, characters, came, milliseconds: [taken[0]!, quantile(taken.slice(1), 0.5)] })
  }
  await client.close()
  return answers
}
