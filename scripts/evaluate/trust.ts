// Is only heard what can be heard? Writes docs/trust.md.
// usage: npm run evaluate:trust -- DATA [--model ID] [--tune]     (DATA: the data folder of a library of real music)
//
// The phrases were written before anything was measured on them. Of every list the 1st, 3rd, 5th … may be looked at
// (--tune prints them one by one and writes nothing); the figures come from the others, of which only sums are printed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Trust } from '../../src-main/contract/trust.ts'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import { areaUnderCurve } from './measure.ts'
import { trustPage, type AskedPhrase } from './trust-page.ts'

const root = resolve(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({
  options: { model: { type: 'string' }, tune: { type: 'boolean', default: false } },
  allowPositionals: true
})
const [data] = positionals
if (!data) {
  console.error('usage: npm run evaluate:trust -- DATA [--model ID] [--tune]')
  process.exit(2)
}

type Lists = Record<'answerable' | 'unanswerable', string[] | undefined>
const lists = JSON.parse(readFileSync(join(import.meta.dirname, 'trust-phrases.json'), 'utf8')) as Record<
  string,
  Lists | string
>

const tower = new OwnTower()
const searcher = await openSearcher(
  {
    dataFolder: resolve(data),
    modelsFolder: join(root, 'models'),
    model: values.model,
    glossariesFolder: join(root, 'resources/glossaries')
  },
  tower
)
const { library } = searcher

/** The least sure of several parts. */
const order: readonly (Trust | null)[] = ['not-understood', null, 'unsure', 'heard']

async function ask(kind: string, answerable: boolean, text: string): Promise<AskedPhrase> {
  const started = performance.now()
  const answer = await searcher.query({ text, limit: 50, all: false }, async () => undefined)
  const milliseconds = performance.now() - started
  const sounds = answer.parts.filter(part => part.kind === 'sound')
  const trusts = sounds.map(part => part.trust ?? null)
  const numbers = sounds
    .flatMap(part => part.signs ?? [])
    .flatMap(sign => (sign.code === 'number' ? [sign.number] : []))
  return {
    kind,
    answerable,
    text,
    trust: order.find(one => trusts.includes(one)) ?? 'not-understood',
    // None: what cannot be read is no sound.
    number: numbers.length > 0 ? Math.min(...numbers) : 0,
    bySound: answer.found.bySound,
    milliseconds
  }
}

try {
  const halves: AskedPhrase[][] = [[], []]
  for (const [kind, of] of Object.entries(lists)) {
    if (typeof of === 'string') continue
    for (const answerable of [true, false]) {
      const texts = of[answerable ? 'answerable' : 'unanswerable'] ?? []
      for (const [i, text] of texts.entries())
        if (!values.tune || i % 2 === 0) halves[i % 2]!.push(await ask(kind, answerable, text))
    }
  }
  const [tuned, counted] = halves as [AskedPhrase[], AskedPhrase[]]
  if (values.tune) {
    for (const { kind, answerable, text, trust, number, bySound } of tuned)
      if (answerable === (trust === 'not-understood') || trust === 'unsure')
        console.log(`${kind} ${answerable ? '+' : '-'} ${trust} ${number.toFixed(2)} ${bySound}  ${text}`)
    const ranking = [...tuned].sort((a, b) => b.number - a.number).map(one => one.answerable)
    console.log(`number alone: ${areaUnderCurve(ranking).toFixed(4)}`)
  } else {
    const model = `${library.model.name} ${library.model.version}`
    const page = trustPage(tuned, counted, library.index.count, model)
    writeFileSync(join(root, 'docs/trust.md'), page)
    console.log(page)
  }
} finally {
  library.db.close()
  await tower.close()
}
