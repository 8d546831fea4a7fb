import type { GlossaryLanguage } from '../../src-main/contract/glossary.ts'

export interface LanguageRow {
  code: GlossaryLanguage
  /** Lines of its glossary. */
  terms: number
  mean: number
  interval: [low: number, high: number]
  /** Share of the queries with a correlation of 0.8 and more. */
  alike: number
  /** Mean of the half that may be looked at. */
  tuned: number
  /** Mean of the figure's half without a glossary. */
  untranslated: number
}

const rowText = ({ code, terms, mean, interval, alike, tuned, untranslated }: LanguageRow): string =>
  `| ${code} | ${terms} | ${untranslated.toFixed(3)} | ${mean.toFixed(3)} (${interval.map(one => one.toFixed(3)).join(' to ')}) | ${Math.round(alike * 100)} % | ${tuned.toFixed(3)} |`

/** docs/languages.md, as it is written from the figures. */
export const languagesPage = (
  rows: readonly LanguageRow[],
  tracks: number,
  model: string
): string => `# Languages

People type in their own language; the text tower hears English. Words for music in nine languages are put into
English before they are embedded: \`resources/glossaries\` holds a file a language, \`src-main/core/search/glossary\` reads
them. Titles, artists and albums are still looked for as they are typed.

Does a query find what its English twin finds? Written by \`npm run evaluate:languages -- DATA\`: ${tracks} tracks, model
${model}, 100 queries a language (\`scripts/evaluate/language-queries.json\`), written before the glossaries and by the same
hand, which flatters the figures. The even queries may be looked at for tuning, the odd ones give the figure: the mean
rank correlation (Spearman) of the scores of all tracks, with a 95 % bootstrap interval over queries. Tracks that a word leaves
out as a filter ("instrumental") come last; where neither question tells tracks apart they agree, where one does they do not.

| language | terms | as typed | with its glossary | queries of 0.8 and more | tuning half |
| --- | ---: | ---: | ---: | ---: | ---: |
${rows.map(rowText).join('\n')}

What is not covered: other languages; several languages in one stretch of a query; words that English has too, alone
("piano", "lied"); names that are words ("Кино" is a film); sentences whose meaning hangs on their grammar; the phrases
of the playlist maker for length and curve ("an hour of", "ends loud"), which are English.
`
