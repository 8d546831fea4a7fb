// Is only heard what can be heard? Writes docs/trust.md.
// usage: npm run evaluate:trust -- DATA... [--model ID] [--tune]     (DATA: data folders of libraries of real music)
//
// The phrases were written before anything was measured on them. Of every list the 1st, 3rd, 5th … may be looked at
// (--tune prints them one by one and writes nothing); the figures come from the others, of which only sums are printed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { SearchAnswer } from '../../src-main/contract/entities.ts'
import type { Trust } from '../../src-main/contract/trust.ts'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import type { Searcher } from '../../src-main/core/search/searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import { respelt } from '../../src-main/core/search/spelling/respell.ts'
import { areaUnderCurve } from './measure.ts'
import { trustPage, type AskedPhrase } from './trust-page.ts'

const root = resolve(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({
  options: { model: { type: 'string' }, tune: { type: 'boolean', default: false } },
  allowPositionals: true
})
if (positionals.length === 0) {
  console.error('usage: npm run evaluate:trust -- DATA... [--model ID] [--tune]')
  process.exit(2)
}

/** What was typed, and for misspelt phrases what was meant. */
interface Question {
  kind: string
  answerable: boolean
  text: string
  meant?: string
}
const read = <Lists>(name: string): Lists =>
  JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Lists
type Halves = Partial<Record<'answerable' | 'unanswerable', string[]>>
const kinds = read<Record<string, Halves | string>>('trust-phrases.json')
const slips = read<{ musical: [typed: string, meant: string][]; other: string[]; used: string[] }>(
  'spelling-phrases.json'
)
const rare = read<{ musical: string[]; other: string[] }>('rare-words.json')

const asked =
  (kind: string, answerable: boolean) =>
  (text: string): Question => ({ kind, answerable, text })
const lists: Question[][] = [
  ...Object.entries(kinds).flatMap(([kind, of]) =>
    typeof of === 'string'
      ? []
      : [(of.answerable ?? []).map(asked(kind, true)), (of.unanswerable ?? []).map(asked(kind, false))]
  ),
  slips.musical.map(([text, meant]) => ({ kind: 'misspelt', answerable: true, text, meant })),
  slips.other.map(asked('misspelt', false)),
  rare.musical.map(asked('rare', true)),
  rare.other.map(asked('rare', false))
]

const tower = new OwnTower()
const searchers: Searcher[] = []
for (const data of positionals)
  searchers.push(
    await openSearcher(
      {
        dataFolder: resolve(data),
        modelsFolder: join(root, 'models'),
        model: values.model,
        glossariesFolder: join(root, 'resources/glossaries')
      },
      tower
    )
  )

/** The least sure of several parts. */
const order: readonly (Trust | null)[] = ['not-understood', null, 'unsure', 'heard']

async function ask({ meant, ...question }: Question): Promise<AskedPhrase> {
  const answers: SearchAnswer[] = []
  const times: number[] = []
  for (const searcher of searchers) {
    const started = performance.now()
    answers.push(await searcher.query({ text: question.text, limit: 50, all: false }, async () => undefined))
    times.push(performance.now() - started)
  }
  const sounds = answers[0]!.parts.filter(part => part.kind === 'sound')
  const trusts = sounds.map(part => part.trust ?? null)
  const numbers = sounds
    .flatMap(part => part.signs ?? [])
    .flatMap(sign => (sign.code === 'number' ? [sign.number] : []))
  return {
    ...question,
    trust: order.find(one => trusts.includes(one)) ?? 'not-understood',
    // None: what cannot be read is no sound.
    number: numbers.length > 0 ? Math.min(...numbers) : 0,
    bySound: answers.map(answer => answer.found.bySound),
    offered: sounds.some(part => (part.nearest ?? []).length > 0),
    mended: meant === undefined ? null : sounds.some(part => part.understoodAs?.english === meant),
    // What is asked a second time is known.
    milliseconds: times[0]!
  }
}

try {
  const halves: AskedPhrase[][] = [[], []]
  for (const list of lists)
    for (const [i, question] of list.entries())
      if (!values.tune || i % 2 === 0) halves[i % 2]!.push(await ask(question))
  const [tuned, counted] = halves as [AskedPhrase[], AskedPhrase[]]
  if (values.tune) {
    for (const { kind, answerable, text, trust, number, bySound } of tuned)
      if (answerable === (trust === 'not-understood') || trust === 'unsure')
        console.log(
          `${kind} ${answerable ? '+' : '-'} ${trust} ${number.toFixed(2)} ${bySound.join(' ')}  ${text}`
        )
    const ranking = [...tuned].sort((a, b) => b.number - a.number).map(one => one.answerable)
    console.log(`number alone: ${areaUnderCurve(ranking).toFixed(4)}`)
  } else {
    const { model } = searchers[0]!.library
    const used = slips.used.filter((_, i) => i % 2 === 1)
    const page = trustPage({
      tuned,
      counted,
      tracks: searchers.map(({ library }) => library.index.count),
      model: `${model.name} ${model.version}`,
      used: { of: used.length, changed: used.filter(word => respelt(word) !== null).length }
    })
    writeFileSync(join(root, 'docs/trust.md'), page)
    console.log(page)
  }
} finally {
  for (const { library } of searchers) library.db.close()
  await tower.close()
}
