import { expect, it } from 'vitest'
import type { Measured } from '#contract/measured.ts'
import type { Finding, Suggestion } from '#contract/tagging.ts'
import {
  findingProposals,
  keyAsWritten,
  soundProposals
} from '../../../../src-main/core/tagging/plan/sound-proposals.ts'

const reliability = { source: 'model', auc: 0.9, precision: 0.8, examples: 100 } as const
const suggestion = (term: string, group: Suggestion['group'], sure: boolean): Suggestion => ({
  term,
  group,
  score: 2,
  sure,
  reliability,
  moment: null,
  written: false
})
const measured: Measured = {
  bpm: 127.6,
  bpmConfidence: 0.95,
  bpmOther: null,
  key: 'F# minor',
  keyConfidence: 0.2,
  loudness: null,
  loudnessRange: null,
  truePeak: null
}
const signal = new AbortController().signal
const proposals = soundProposals({
  suggest: ids =>
    Promise.resolve(
      ids.map(id => ({
        id,
        suggestions: [suggestion('Jazz', 'genre', true), suggestion('calm', 'mood', false)]
      }))
    ),
  measured: () => new Map([[1, measured]])
})
const valuesOf = async (
  fields: Parameters<typeof proposals>[0]['fields'],
  unsure: boolean
): Promise<unknown> => {
  const found = await proposals({ ids: [1, 2], fields, unsure }, signal)
  return [1, 2].map(id => found.get(id)?.map(({ field, value }) => `${field} ${value}`))
}

it('proposes what is sure, of the fields that are asked for', async () => {
  expect(await valuesOf(['genre', 'mood', 'bpm', 'key'], false)).toEqual([
    ['genre Jazz', 'bpm 128'],
    ['genre Jazz']
  ])
  expect(await valuesOf(['mood'], false)).toEqual([undefined, undefined])
})

it('proposes what is not sure when it is asked to', async () => {
  expect(await valuesOf(['mood', 'key'], true)).toEqual([['mood calm', 'key F#m'], ['mood calm']])
})

it('says how often measured tempi and keys were right', async () => {
  const found = await proposals({ ids: [1], fields: ['bpm', 'key'], unsure: true }, signal)
  const trust = { source: 'model', examples: 216 }
  expect(found.get(1)).toMatchObject([
    { field: 'bpm', sure: true, reliability: { ...trust, precision: 0.87 } },
    { field: 'key', sure: false, reliability: { ...trust, precision: 0.6 } }
  ])
})

it('writes keys as other programs do', () => {
  expect(['A minor', 'C major', 'Bb minor'].map(keyAsWritten)).toEqual(['Am', 'C', 'Bbm'])
})

it('makes a finding of the audit a correction of that value only', () => {
  const finding: Finding = {
    key: 'album 1',
    album: 'An album',
    artist: 'Somebody',
    trackIds: [4, 5],
    written: ['Metal'],
    proposed: ['Ambient'],
    strength: 3,
    reliability,
    evidence: [{ trackId: 5, term: 'Ambient', score: 3, moment: { start: 10, end: 20 } }]
  }
  const found = findingProposals([finding], ['album 1'])
  expect([...found.keys()]).toEqual([4, 5])
  expect(found.get(5)).toMatchObject([
    { field: 'genre', value: 'Ambient', insteadOf: ['Metal'], moment: { start: 10, end: 20 } }
  ])
  expect(() => findingProposals([finding], ['album 2'])).toThrow(
    expect.objectContaining({ code: 'not-found' })
  )
})
