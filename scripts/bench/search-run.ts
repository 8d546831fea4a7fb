// One run of searches in a made library, in a process of its own: prints what it measured.
// usage: node scripts/bench/search-run.ts EDITION DATA      (EDITION: the folder of a checkout)
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheFolder } from '../../src-main/core/files/cache-folder.ts'
import { forgetKeptPhrases } from '../../src-main/core/search/scoring/kept-phrases.ts'
// As the program does.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../node_modules/.cache/earshot-compiled')
import { SearchClient } from '../../src-main/engine/features/search/search-client.ts'

/** Milliseconds by the clock, and of the processor in all threads. */
export interface Took {
  wall: number[]
  processor: number[]
}

export interface SearchRun {
  kinds: Record<string, Took>
  /** Megabytes, after all of it. */
  memory: number
}

const filters = 'year:1980..1989 bpm:>100 genre:ambient'
const plain =
  'heavy metal|sad solo piano|spooky horror atmosphere|cheerful tune -vocals|drum and bass|slow strings'.split(
    '|'
  )
const filtered = plain.map(text => `${text} ${filters}`)
const instruments = 'flute oboe harp tuba cello viola banjo sitar organ lute'.split(' ')
const moods = 'dark, bright, warm, cold, soft, harsh, sad, happy, calm, wild, slow, quick'.split(', ')
/** Twelve phrases that were never asked before. */
const twelve = (instrument: string): string => moods.map(mood => `${mood} ${instrument}`).join(', ')
const unkind = [
  moods.join(', '),
  'slow strings -drums -vocals -guitar -piano -choir -noise -flute -organ',
  'like:"kalo miren" like:"lomi kalo" like:kalo like:starsul like:miren',
  'kalo miren starsul lomi',
  'heavy metal | slow strings | drum and bass | sad solo piano | church organ | harp'
]
const repeated = (texts: readonly string[], times: number): string[] =>
  Array.from({ length: times }, () => texts).flat()

const [edition, dataFolder] = process.argv.slice(2) as [string, string]
// As it is built, which is how it is installed.
const worker = pathToFileURL(join(edition, 'out/main/search.worker.js'))
const newClient = (): SearchClient =>
  new SearchClient(worker, {
    dataFolder,
    modelsFolder: join(edition, 'models'),
    glossariesFolder: join(edition, 'resources/glossaries'),
    phrasesFolder: join(edition, 'resources/phrases')
  })
/** Starts and asks one thing. */
async function first(text: string): Promise<Took> {
  client = newClient()
  const took = await times([text])
  await client.close()
  return took
}
let client: SearchClient

/** `before`: begins what is still at work when each is asked, and gives it up then. */
async function times(texts: readonly string[], before?: (at: number) => () => Promise<void>): Promise<Took> {
  const took: Took = { wall: [], processor: [] }
  for (const [at, text] of texts.entries()) {
    const stop = before?.(at)
    await stop?.()
    const [started, used] = [performance.now(), process.cpuUsage()]
    await client.query({ text, limit: 200, all: false })
    const { user, system } = process.cpuUsage(used)
    took.wall.push(performance.now() - started)
    took.processor.push((user + system) / 1000)
  }
  return took
}

/** A question of twelve new sounds is at work, and is given up. */
function typing(at: number): () => Promise<void> {
  const stop = new AbortController()
  const text = twelve(`${instruments[at]!} solo`)
  void client.query({ text, limit: 200, all: false }, { signal: stop.signal }).catch(() => undefined)
  return async () => {
    await new Promise(resolve => setTimeout(resolve, 20))
    stop.abort()
  }
}

// What an earlier run asked is new again.
forgetKeptPhrases(cacheFolder(dataFolder))
const kinds: SearchRun['kinds'] = {
  'worker start to first answer, a new phrase': await first('heavy metal'),
  'worker start to first answer, asked before': await first('heavy metal')
}
client = newClient()
await times(plain)
kinds['known phrases, before anything is compiled'] = await times(plain)
await client.close()
// As it is some seconds after a start.
client = newClient()
await client.warm()
kinds['a first new phrase, which opens the text tower'] = await times(['slow glockenspiel'])
await times([...plain, ...filtered])
kinds['known phrases'] = await times(repeated(plain, 5))
kinds['known phrases, filters'] = await times(repeated(filtered, 5))
kinds['new phrases'] = await times(instruments.flatMap(one => [`slow ${one}`, `${one} and drums`]))
const years = Array.from({ length: 30 }, (_, i) => `slow strings year:${1960 + i} bpm:<150`)
kinds['new filters'] = await times(years)
kinds['filters alone'] = await times(Array.from({ length: 20 }, (_, i) => `year:>${1950 + i}`))
kinds['only what is not wanted'] = await times(repeated(['-vocals', '-heavy -metal'], 5))
kinds['twelve new sounds at once'] = await times(instruments.slice(0, 3).map(twelve))
kinds['a known phrase, typed over twelve new sounds'] = await times(repeated(['slow strings'], 5), typing)
await times(unkind)
kinds['unkind questions, known'] = await times(repeated(unkind, 3))
const memory = process.memoryUsage().rss / 2 ** 20
await client.close()
console.log(JSON.stringify({ kinds, memory } satisfies SearchRun))
