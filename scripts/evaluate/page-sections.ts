import type { BadAnswer } from '../bench/bad-queries.ts'
import type { PageAnswer } from './page-ask.ts'
import type { ShiftRow } from './page-shifts.ts'

/** What the search once got wrong, on music that it was not mended with. */
const once = [
  'quarterly tax report',
  'asdf qwer zxcv',
  '오늘 회의는 몇 시에 시작하나요',
  'lenght:<3m',
  'like Bach',
  '8-bit chiptune',
  'space ambient',
  'songs under 3 minutes with drums'
]

/** What somebody new wants, and types. */
const walks: [wants: string, text: string][] = [
  ['a track whose name is half remembered', 'vengefull persuit'],
  ['a mood', 'calm and relaxing'],
  ['a track with two constraints', 'songs under 3 minutes with drums'],
  ['a moment', 'moment: heavy electric guitar'],
  ['more like this, but calmer', 'like Silvan Sanctuary but calmer']
]

const came = ({ top, byName, bySound }: PageAnswer): string =>
  `${top.join('; ') || 'nothing'} (${byName} by name, ${bySound} by sound)`
const right = ({ faults }: PageAnswer): string =>
  faults.length === 0 ? 'yes' : `**no**: ${faults.join('; ')}`

/** Tables about single questions: cells as `cell` writes them. */
export function onceWrong(answers: readonly PageAnswer[], cell: (text: string) => string): string {
  const rows = once.flatMap(text => answers.filter(({ query }) => query.text === text))
  return rows
    .map(one => `| ${[one.query.text, came(one), one.parts.join(' · '), right(one)].map(cell).join(' | ')} |`)
    .join('\n')
}

export const walked = (answers: readonly PageAnswer[], cell: (text: string) => string): string =>
  walks
    .flatMap(([wants, text]) =>
      answers
        .filter(({ query }) => query.text === text)
        .map(one => `| ${[wants, text, came(one), right(one)].map(cell).join(' | ')} |`)
    )
    .join('\n')

export const shiftTable = (rows: readonly ShiftRow[]): string =>
  rows
    .map(
      ({ shift, feeling, alone, shifted, rose, of }) =>
        `| but ${shift} | ${feeling} | ${alone.toFixed(3)} | ${shifted.toFixed(3)} | ${rose} of ${of} |`
    )
    .join('\n')

export const badTable = (rows: readonly BadAnswer[]): string =>
  rows
    .map(({ what, came, milliseconds }) => {
      const [first, again] = milliseconds?.map(one => one.toFixed(0)) ?? ['', '']
      return `| ${what} | ${came} | ${first} | ${again} |`
    })
    .join('\n')

const trusts = ['heard', 'unsure', 'not-understood']

/** How the sounds that were wanted were judged, and how many questions had results by sound. */
export function trustTable(answers: readonly PageAnswer[]): string {
  const kinds = ['sounds', 'sound and filter', 'negatives', 'languages', 'not music', 'nonsense']
  return kinds
    .map(kind => {
      const asked = answers.filter(({ query }) => query.kind === kind)
      const parts = asked.flatMap(one => one.parts)
      const counts = trusts.map(trust => parts.filter(part => part.endsWith(` ${trust}`)).length)
      return `| ${kind} | ${counts.join(' | ')} | ${asked.filter(({ bySound }) => bySound > 0).length} of ${asked.length} |`
    })
    .join('\n')
}
