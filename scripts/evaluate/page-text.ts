import { mean, wilson } from './measure.ts'
import type { BadAnswer } from '../bench/bad-queries.ts'
import type { PageAnswer } from './page-ask.ts'
import { badTable, onceWrong, shiftTable, trustTable, walked } from './page-sections.ts'
import type { ShiftRow } from './page-shifts.ts'

/** What stays of the first look: how many were right, and which were not. */
export interface FirstLook {
  right: number
  of: number
  wrong: string[]
}

/** Where and with what it was asked. */
export interface AskedWith {
  model: string
  tracks: number
  songs: number
  machine: string
  first: FirstLook
  /** Milliseconds of all queries asked once more. */
  again: readonly number[]
  /** How many of the tracks and of the songs were heard; the rest is found by its names and numbers alone. */
  heard: { tracks: number; songs: number }
  shifts: readonly ShiftRow[]
  bad: readonly BadAnswer[]
  /** What was seen at the wrong ones. */
  notes: readonly string[]
}

const isRight = ({ faults }: PageAnswer): boolean => faults.length === 0
const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
/** One that is not found counts as found last. */
const last = 1001

function share(answers: readonly PageAnswer[]): string {
  const right = answers.filter(isRight).length
  const [low, high] = wilson(right, answers.length)
  return `${right} | ${answers.length} | ${percent(low)} to ${percent(high)}`
}

function percentile(values: readonly number[], at: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0).toFixed(0)
}

function rankRow(answers: readonly PageAnswer[], kind: string): string {
  const ranks = answers
    .filter(one => one.query.kind === kind)
    .flatMap(({ rank }) => (rank === null ? [] : [rank]))
  const first = ranks.filter(rank => rank === 1).length
  return `| ${kind} | ${ranks.length} | ${mean(ranks.map(rank => rank || last)).toFixed(1)} | ${first} |`
}

function precisionRow(answers: readonly PageAnswer[], kind: string): string {
  const known = answers
    .filter(({ query }) => query.kind === kind && query.precision?.in === 10)
    .flatMap(({ precision }) => (precision === null ? [] : [precision]))
  if (known.length === 0) return ''
  const fused = mean(known.map(one => one.fused)).toFixed(2)
  return `| ${kind} | ${known.length} | ${mean(known.map(one => one.sound)).toFixed(2)} | ${fused} |\n`
}

/** Text in a cell of a table. */
const cell = (text: string): string =>
  text.replace(/[|\r\n]/g, sign => (sign === '|' ? '\\|' : ' ')).replace(/_/g, '\\_')

/** What should have come, in words. */
function wanted({ query }: PageAnswer): string {
  const {
    first,
    among,
    precision,
    every,
    number,
    trust,
    sound,
    negative,
    reads,
    wrong,
    like,
    shift,
    moments
  } = query
  const said = (value: unknown): string =>
    JSON.stringify(value).replace(/["{}]/g, '').replace(/,/g, ', ').replace(/:/g, ' ')
  return [
    first && `first: ${said(first)}`,
    among && `${said(among.of)} within ${among.within}`,
    precision &&
      precision.least < 1 &&
      `${precision.least * precision.in} of ${precision.in}: ${said(precision.of)}`,
    precision && precision.least === 1 && `the first ${precision.in}: ${said(precision.of)}`,
    every && `all: ${said(every)}`,
    number && said(number),
    trust && trust.join(' or '),
    sound !== undefined && `${sound} by sound`,
    negative && `not ${negative.join(', ')}`,
    reads && `read as ${reads.join(' and ')}`,
    wrong && `wrong: ${wrong.map(one => one ?? 'no field').join(', ')}`,
    like && `example: ${said(like)}`,
    shift && `read: ${shift}`,
    moments && `moments: ${said(moments)}`
  ]
    .filter(Boolean)
    .join('; ')
}

function line(answer: PageAnswer): string {
  const { query, top, byName, bySound, parts, milliseconds, faults } = answer
  const cells = [
    `${query.text}`,
    top.join('; ') || 'nothing',
    `${byName} / ${bySound}`,
    wanted(answer),
    parts.join(' · '),
    milliseconds.toFixed(0),
    faults.length === 0 ? 'yes' : `**no**: ${faults.join('; ')}`
  ]
  return `| ${cells.map(cell).join(' | ')} |`
}

const notesText = (notes: readonly string[]): string => notes.map(note => `\n- ${note}`).join('')

const badText = (
  rows: readonly BadAnswer[]
): string => `100,000 made tracks; milliseconds of the processor, of all threads, for the first time and then. On two cores with other work
(load 9 to 10); once warm, with the glossaries.

| what | came | first | again |
| --- | --- | ---: | ---: |
${badTable(rows)}`

/** docs/search-page.md, as it is written from what came. */
export function pageText(
  answers: readonly PageAnswer[],
  { model, tracks, songs, heard, machine, first, again, shifts, bad, notes }: AskedWith
): string {
  const kinds = [...new Set(answers.map(({ query }) => query.kind))]
  const right = answers.filter(isRight).length
  const mended = answers
    .filter(one => isRight(one) && first.wrong.includes(one.query.text))
    .map(({ query }) => `"${query.text}"`)
  const since =
    mended.length === 0
      ? 'This is the first look'
      : `Right since, by what was mended and by more music that was heard: ${mended.join(', ')}`
  const times = answers.map(({ milliseconds }) => milliseconds)
  return `# A page of searches

Written by \`npm run evaluate:page -- CORPORA SONGS\`: model ${model}, ${tracks} tracks of 30 s and more of Debian's game packages with
their own names and tags, and ${songs} songs that people judged, in one library. The ${answers.length} queries and what should come
(\`scripts/evaluate/page-queries.json\`) were written and committed before the first was asked. What fits is found by fields: the
tags, the length, what was measured, and of the songs the genre and the feelings that people gave them ("of the first 10"
counts only those songs where it asks for their labels). Heard were ${heard.tracks} of the tracks and ${heard.songs} of the songs when it was asked; what
was not is found by its names and numbers alone. A fit by a label is a floor: music without labels may fit as well.

**First look: ${first.right} of ${first.of} right. Now: ${right} of ${answers.length}.** ${since}.
${notesText(notes)}

## By kind

| kind | right | of | 95 % interval |
| --- | ---: | ---: | --- |
${kinds.map(kind => `| ${kind} | ${share(answers.filter(({ query }) => query.kind === kind))} |`).join('\n')}
| all | ${share(answers)} |

## What once went wrong

| query | what came first | how it was read | right |
| --- | --- | --- | --- |
${onceWrong(answers, cell)}

## Five walks

Of somebody new, without a page of help, here and in the window (\`tests/serve/walks.spec.ts\`, on music that is made there):

| what is wanted | what is typed | what comes first | right |
| --- | --- | --- | --- |
${walked(answers, cell)}

"Like this, but …": the share of listeners who felt it at the first ten songs, by the example alone and as it was to differ,
the mean of the examples:

| | felt | example alone | shifted | rose for |
| --- | --- | ---: | ---: | ---: |
${shiftTable(shifts)}

## Names beside sound

Where the named track stands (not among the first 1,000: ${last}):

| kind | queries | mean rank | first |
| --- | ---: | ---: | ---: |
${['title', 'artist', 'album, genre, file', 'partial', 'misspelt', 'extra words'].map(kind => rankRow(answers, kind)).join('\n')}

How many of the first ten fit, by the sound alone and with the names beside it:

| kind | queries | sound alone | with names |
| --- | ---: | ---: | ---: |
${kinds.map(kind => precisionRow(answers, kind)).join('')}
## Trust

How the sounds in the questions were judged, and how many questions had results by sound (the figures on unseen phrases are
in [trust](trust.md)):

| kind | heard | unsure | not understood | with results by sound |
| --- | ---: | ---: | ---: | ---: |
${trustTable(answers)}

## Time

${machine}. Milliseconds from the question to the answer, names, sound, trust, passages and reasons together.

| | p50 | p95 |
| --- | ---: | ---: |
| asked for the first time | ${percentile(times, 0.5)} | ${percentile(times, 0.95)} |
| asked again | ${percentile(again, 0.5)} | ${percentile(again, 0.95)} |

## What nobody means

${badText(bad)}

${kinds
  .map(
    kind => `## ${kind[0]!.toUpperCase()}${kind.slice(1)}

| query | what came first | by name / by sound | what should | how it was read | ms | right |
| --- | --- | ---: | --- | --- | ---: | --- |
${answers
  .filter(({ query }) => query.kind === kind)
  .map(line)
  .join('\n')}`
  )
  .join('\n\n')}
`
}
