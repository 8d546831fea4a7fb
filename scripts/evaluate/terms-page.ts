import { tagShare } from '../../src-main/core/tagging/suggest/term-scores.ts'
import type { Measurement } from '../../src-main/core/tagging/terms/measure.ts'
import type { By, SetKind } from './term-sets.ts'

export interface Row {
  term: string
  /** One for each set that says something of it. */
  by: By[]
  right: number
  wrong: number
  auc: number
  /** Null where there are too few tracks with it. */
  measurement: Measurement | null
  /** Share of the music and the songs above the line. */
  above: number
}

interface Mixture {
  share: number
  mean: number
  interval: [number, number]
}

/** 95 % interval of an AUC (Hanley and McNeil, 1982). */
function aucInterval(auc: number, right: number, wrong: number): [number, number] {
  const q1 = auc / (2 - auc)
  const q2 = (2 * auc * auc) / (1 + auc)
  const variance =
    (auc * (1 - auc) + (right - 1) * (q1 - auc * auc) + (wrong - 1) * (q2 - auc * auc)) / (right * wrong)
  const reach = 1.96 * Math.sqrt(variance)
  return [Math.max(0, auc - reach), Math.min(1, auc + reach)]
}

function line({ term, by, right, wrong, auc, measurement, above }: Row): string {
  const [low, high] = aucInterval(auc, right, wrong)
  const [group, name] = term.split(':')
  const precision = measurement?.precision
  const sure = measurement?.threshold == null ? 'no' : `yes, ${(above * 100).toFixed(1)} %`
  return `| ${name} | ${group} | ${by.join(', ')} | ${right} / ${wrong} | ${auc.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)}) | ${precision == null ? '–' : precision.toFixed(2)} | ${sure} |`
}

/** The page about what was measured. */
export function page(
  rows: readonly Row[],
  felt: readonly Row[],
  mixtures: readonly Mixture[],
  tracks: Record<SetKind, number>,
  mixed: number,
  model: string
): string {
  const sure = rows.filter(row => row.measurement?.threshold != null).length
  return `# How far can a term be trusted?

Written by \`npm run evaluate:terms -- MUSIC RENDERS ENSEMBLES SONGS\` on ${new Date().toISOString().slice(0, 10)}: model ${model}, ${tracks.music} tracks of 30 s and
more from the packages that \`scripts/corpora.mjs\` fetches (game music), ${tracks.songs} excerpts of real songs with a genre and with what
listeners felt (Emotify; judged on only, never trained on), ${tracks.renders} renders of single General MIDI instruments in a soundfont
that training did not use, and ${tracks.ensembles} ensembles made with it, in which an instrument has the melody and chords, bass and
mostly drums play beside it. Of a track of the game music four to six windows of ten seconds were heard, spread over it, of an
excerpt three, of what was made the middle one. Labels stand in \`scripts/evaluate/term-labels.json\`: from written tags, from titles, from what a whole
album is described as, from the songs' table (an emotion is right where three listeners of ten or more felt it, wrong
elsewhere), or from how a render was made (of an ensemble nothing is said of what plays beside the melody). They were written before the first run. (With emotions
between two and three of ten left out, as was meant first, right ones were so frequent that a line said little.) Two choices were made with figures of
this page in view: the share of the tags (below), and that lines are tried at several strictnesses (at a single one no
term had a line).

What this is worth: the labels of the game music are few, of whole albums, and the audio tower saw part of this music without
labels. One album a term means that "like this album" and "like this term" cannot be told apart. Songs of one artist are never
split between drawing a line and trying it. Renders and ensembles are synthetic: **a line of an instrument says
that it is told from some 110 others in made music; how it is in recordings was not measured.** **A term that is not in this table is never sure on a new library**; once ten tracks of a library carry
it and twenty do not, it is measured there, and what was measured there counts.

A score is in standard deviations over what the term scores on the music and the songs. *Precision* is the lower end of
Wilson's 90 % interval for lines found on four fifths of the tracks and tried on the fifth; a term has a line where that is
0.70 or more, drawn as low as that allows. ${sure} of ${rows.length} terms have a line.

| term | group | labels | with / without | ROC-AUC (95 %) | precision, at least | sure? share of the music above the line |
| --- | --- | --- | ---: | ---: | ---: | --- |
${rows.map(line).join('\n')}

## Energy and valence

What the audio tower measures of a track's energy and valence, against the listeners of the songs: \`energetic\` is right where
joyful activation or power was felt by three of ten or more, \`calm\` where calmness was, \`bright\` where joyful activation was,
\`dark\` where tension or sadness was; wrong elsewhere. A sentence about a track says a
word only above its line.

| word | group | labels | with / without | ROC-AUC (95 %) | precision, at least | said? share of the music above the line |
| --- | --- | --- | ---: | ---: | ---: | --- |
${felt.length > 0 ? felt.map(line).join('\n') : '| – | – | – | – | – | – | this model does not tell |'}

## Words and tags together

Share of the tower's own tags in the score, where a term has any: mean ROC-AUC over the ${mixed} terms above that have both
(95 % bootstrap over terms). Earshot uses ${tagShare}.

| share | mean ROC-AUC |
| ---: | ---: |
${mixtures.map(m => `| ${m.share} | ${m.mean.toFixed(3)} (${m.interval[0].toFixed(3)}–${m.interval[1].toFixed(3)}) |`).join('\n')}
`
}
