import { expect, it, vi } from 'vitest'
import type { PageBridge } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import type { DocumentReport } from '#contract/library-document.ts'
import { bringsNothing, Keeping } from '../../src-renderer/state/keeping.svelte.ts'
import { Notices } from '../../src-renderer/state/notices.svelte.ts'
import { say } from '../../src-renderer/text/say.ts'

const report: DocumentReport = {
  tracks: { byContent: 2, byPath: 0, byNames: 0, notFound: 1 },
  playlists: { added: 1, known: 0, leftOut: [] },
  played: 0,
  taught: { tags: 0, examples: 0 },
  journal: { batches: 0, known: 0 },
  searches: 0,
  asked: 0,
  terms: { added: 0, known: 0 },
  settings: { taken: [], kept: [] },
  apart: 0,
  leftOut: 0,
  aside: 0
}
const whole = '{"format": "earshot-library", "version": 1}'

function keepingOf(answer: () => unknown = () => report) {
  const call = vi.fn((...asked: [string, unknown]) => {
    void asked
    return new Promise<unknown>(resolve => resolve(answer()))
  })
  const failed = vi.fn()
  const reload = vi.fn(() => Promise.resolve())
  const notices = new Notices()
  const keeping = new Keeping({ call } as unknown as PageBridge, notices, failed, reload)
  const look = (text: string, size = text.length): Promise<void> =>
    keeping.look({ name: 'mine.json', size, text: () => Promise.resolve(text) })
  return { call, notices, reload, keeping, look }
}

it('looks first, and takes in only after a yes', async () => {
  const { call, keeping, look, reload } = keepingOf()
  await look(whole)
  expect(call.mock.calls.map(([name]) => name)).toEqual(['keeping.look'])
  expect(keeping.looked?.report).toEqual(report)
  keeping.refuse()
  await keeping.take()
  expect(call).toHaveBeenCalledTimes(1)
  await look(whole)
  await keeping.take()
  expect(call).toHaveBeenLastCalledWith('keeping.import', JSON.parse(whole))
  expect(reload).toHaveBeenCalledOnce()
  expect([
    bringsNothing(report),
    bringsNothing({ ...report, playlists: { added: 0, known: 1, leftOut: [] } })
  ]).toEqual([false, true])
})

it.each([
  ['is no JSON', '{"format": "earsh', undefined, 'other'],
  ['is another document', '{"format": "earshot-playlist", "version": 1}', undefined, 'other'],
  ['is null', 'null', undefined, 'other'],
  ['comes of a newer Earshot', '{"format": "earshot-library", "version": 2}', undefined, 'newer'],
  ['is larger than any message', whole, 60_000_001, 'large']
] as const)('refuses what %s, without asking', async (_, text, size, why) => {
  const { call, notices, keeping, look } = keepingOf()
  await look(text, size)
  expect(call).not.toHaveBeenCalled()
  expect(notices.all.map(({ text }) => text)).toEqual([say.keeping.refused[why]('mine.json')])
  expect([keeping.looked, keeping.busy]).toEqual([null, false])
})

it('says that one is damaged which the engine refuses', async () => {
  const { notices, look } = keepingOf(() => {
    throw new EarshotError('bad-request', 'tracks.0.content: Invalid string')
  })
  await look(whole)
  expect(notices.all.map(({ text }) => text)).toEqual([say.keeping.refused.damaged('mine.json')])
})
