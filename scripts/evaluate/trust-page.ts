import type { Trust } from '../../src-main/contract/trust.ts'
import { areaUnderCurve, mean, wilson } from './measure.ts'
import { triedWords } from './trust-tried.ts'

/** A phrase that was asked of a library, and what came. */
export interface AskedPhrase {
  kind: string
  answerable: boolean
  text: string
  trust: Trust | null
  /** The text side's. */
  number: number
  /** How many tracks of each library reach the line by their sound. */
  bySound: number[]
  /** Whether nearer phrases were offered. */
  offered: boolean
  /** Whether it was heard as what was meant; null: it is not misspelt. */
  mended: boolean | null
  milliseconds: number
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function shareOf(phrases: readonly AskedPhrase[], is: (one: AskedPhrase) => boolean): string {
  const count = phrases.filter(is).length
  const [low, high] = wilson(count, phrases.length)
  return `${percent(count / phrases.length)} (${count} of ${phrases.length}; ${percent(low)} to ${percent(high)})`
}

/** What the page is made of. */
export interface TrustFigures {
  tuned: readonly AskedPhrase[]
  counted: readonly AskedPhrase[]
  /** How many tracks each library has. */
  tracks: readonly number[]
  model: string
  /** Words that people use and that are near to one of music: how many are read as that. */
  used: { of: number; changed: number }
}

const hasTrust = (one: AskedPhrase): boolean => one.trust !== 'not-understood'
const hasBand =
  (library: number) =>
  (one: AskedPhrase): boolean =>
    one.bySound[library]! > 0

const reached = (phrases: readonly AskedPhrase[], library: number): string => {
  const count = phrases.filter(hasBand(library)).length
  return percent(count / phrases.length)
}

function row(name: string, phrases: readonly AskedPhrase[]): string {
  const counts = (['heard', 'unsure', 'not-understood'] as const).map(trust =>
    String(phrases.filter(one => one.trust === trust).length)
  )
  const bands = (phrases[0]?.bySound ?? []).map((_, library) => shareOf(phrases, hasBand(library)))
  return `| ${[name, ...counts, shareOf(phrases, hasTrust), ...bands].join(' | ')} |`
}

/** Area under the curve of the number alone, with a 95 % bootstrap over phrases. */
function curveOf(musical: readonly AskedPhrase[], others: readonly AskedPhrase[]): string {
  const area = (phrases: readonly AskedPhrase[]): number =>
    areaUnderCurve([...phrases].sort((a, b) => b.number - a.number).map(one => one.answerable))
  let state = 1
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647
  const drawn = (from: readonly AskedPhrase[]): AskedPhrase[] =>
    from.map(() => from[Math.floor(random() * from.length)]!)
  const all = Array.from({ length: 2000 }, () => area([...drawn(musical), ...drawn(others)])).sort(
    (a, b) => a - b
  )
  return `${area([...musical, ...others]).toFixed(4)} (${all[50]!.toFixed(4)} to ${all[1949]!.toFixed(4)})`
}

const of = (phrases: readonly AskedPhrase[], kind: string, answerable: boolean): AskedPhrase[] =>
  phrases.filter(one => one.kind === kind && one.answerable === answerable)
/** The four kinds that the aim is about. */
const main = ['musical', 'everyday', 'nonsense', 'otherwise written']

function table(phrases: readonly AskedPhrase[], tracks: readonly number[]): string {
  const bands = tracks.map(count => `get a band among ${count} tracks`)
  const others = phrases.filter(one => !one.answerable)
  return [
    `| phrases | heard | unsure | not understood | heard or unsure | ${bands.join(' | ')} |`,
    `| --- | ---: | ---: | ---: | --- |${bands.map(() => ' --- |').join('')}`,
    row('of music', of(phrases, 'musical', true)),
    row('of music, in other scripts and misspelt', of(phrases, 'otherwise written', true)),
    row('of other things, in English', of(phrases, 'everyday', false)),
    row('nonsense', of(phrases, 'nonsense', false)),
    row('of other things, in other scripts and misspelt', of(phrases, 'otherwise written', false)),
    row(
      '**all that cannot be heard**',
      others.filter(one => main.includes(one.kind))
    ),
    row('of music, misspelt', of(phrases, 'misspelt', true)),
    row('of other things, misspelt', of(phrases, 'misspelt', false)),
    row('of music, in rare words', of(phrases, 'rare', true)),
    row('of other things, in words like these', of(phrases, 'rare', false)),
    row('all that cannot be heard, these too', others)
  ].join('\n')
}

/** docs/trust.md, as it is written from the figures. */
export function trustPage({ tuned, counted, tracks, model, used }: TrustFigures): string {
  const inMain = counted.filter(one => main.includes(one.kind))
  const number = curveOf(
    of(counted, 'musical', true),
    inMain.filter(one => !one.answerable)
  )
  const times = [...tuned, ...counted].map(one => one.milliseconds).sort((a, b) => a - b)
  const offered = (kind: string): string => shareOf(of(counted, kind, false), one => one.offered)
  return `# Is only heard what can be heard?

Written by \`npm run evaluate:trust -- DATA...\`: model ${model}, libraries of ${tracks.join(' and ')} tracks of real music. The text
tower gives a place to any text, and what is no music lies close to some tracks by chance. So each sound of a question is
*heard*, *unsure* or *not understood*; what is not understood is looked for in names only, is said to be so, and makes no
band and no line.

Three signs are weighed (\`src-main/core/search/trust\`): the text side's number (\`trust.json\` beside the text tower;
[how it is made](../models/training/README.md)), the share of the words that people use of music
(\`npm run evaluate:music-words\`), and whether the word that says what the phrase is about names what sounds ("dystopian
synth"). Other languages are put into English first, and slips are mended, and judged as that. A pack without the number
is judged by its words alone, and says so. Weights and line were chosen on one half of the phrases, all of which were
written before the first measurement (\`scripts/evaluate\`: \`trust-phrases.json\`, \`spelling-phrases.json\`,
\`rare-words.json\`); the figures are from the other half, with 95 % intervals. The last two lists were written when the first
had been measured; of the phrases of other things in the last, a quarter have a word of a mood or a place in them, as music has.

## The half that counts

${table(counted, tracks)}

The aim was a band for at least 95 % of the first row and for at most 3 % of all that cannot be heard. Reached are
${tracks
  .map((count, library) => {
    const others = inMain.filter(one => !one.answerable)
    return `${reached(of(counted, 'musical', true), library)} and ${reached(others, library)} among ${count} tracks`
  })
  .join(', ')}; with the harder phrases that came later ${reached(
    counted.filter(one => !one.answerable),
    0
  )} of what cannot be heard. Being let through and
getting a band are two things: a library without bagpipes has no band for them, and these are small. The text side's number
alone tells musical phrases from those that cannot be heard with an area under the curve of ${number}.

Misspelt phrases are heard as what was meant: ${shareOf(of(counted, 'misspelt', true), one => one.mended === true)}. Of ${used.of} words that people use
and that lie near to one of music, ${used.changed} are taken for it. Known phrases are offered, where they are near, for ${offered('everyday')}
of the phrases of other things and for ${offered('nonsense')} of the nonsense.

## The half that was tuned on

${table(tuned, tracks)}

A new phrase took ${mean(times).toFixed(0)} ms on average and ${times[Math.floor(times.length * 0.95)]!.toFixed(0)} ms at the 95th percentile, search and all, on a machine with other work.

${triedWords}`
}
