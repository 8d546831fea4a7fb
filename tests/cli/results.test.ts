import { expect, it } from 'vitest'
import type { Caller } from '../../src-main/contract/bridge.ts'
import type { Band, QueryPart, SearchAnswer } from '../../src-main/contract/entities.ts'
import { noteParts, printAnswer } from '../../src-main/cli/search/answer.ts'

const hitOf = (id: number, band: Band): SearchAnswer['hits'][number] => ({
  id,
  rank: id,
  score: 3 - id,
  band,
  named: null,
  moment: null,
  passage: null,
  reasons: [],
  versions: []
})

/** What is printed for one part and two results, of which the first is above the line. */
async function printed(part: Partial<QueryPart>): Promise<string> {
  const lines: string[] = []
  const say = (line: string): unknown => lines.push(line)
  const terminal = { print: say, note: say, paint: say, columns: 100, watched: true }
  const parts = [
    { kind: 'sound', text: 'old clock', start: 0, end: 9, negative: false, ...part } as QueryPart
  ]
  const nothing: SearchAnswer['left'] = { versions: 0, artists: 0 }
  const found = { byName: 0, bySound: 1 }
  const hits = [hitOf(1, 'strong'), hitOf(2, 'weak')]
  const counts = { cut: 1, found, total: 2, unanalysed: 0, left: nothing, elapsed: 1 }
  noteParts({ terminal }, parts)
  const engine = { call: async () => [] } as unknown as Caller
  const session = { engine, terminal, dataFolder: '', json: false, signal: new AbortController().signal }
  await printAnswer(session, { text: 'old clock', parts, hits, ...counts })
  return lines.join('\n')
}

it('what is a sound has matches, and weaker ones below', async () => {
  const text = await printed({ trust: 'heard' })
  expect(text).toContain('strong')
  expect(text).toContain('weaker below')
})

it('what may be no sound is said so, and matches nothing', async () => {
  const text = await printed({ trust: 'unsure' })
  expect(text).toContain('not sure that "old clock" is a sound')
  expect(text).toContain('perhaps')
  expect(text).toContain('less alike below')
  expect(text).not.toMatch(/strong|weak/)
})

it('what is not wanted and may be no sound makes no match doubtful', async () => {
  expect(await printed({ trust: 'unsure', negative: true })).toContain('strong')
})
