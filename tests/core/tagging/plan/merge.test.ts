import { describe, expect, it } from 'vitest'
import { tagFields } from '#contract/field-uses.ts'
import type { FieldValues } from '../../../../src-main/core/tags/index.ts'
import { mergeProposals } from '../../../../src-main/core/tagging/plan/merge.ts'
import type { Proposal } from '../../../../src-main/core/tagging/plan/proposals.ts'

const reliability = { source: 'none', auc: null, precision: null, examples: 0 } as const
const proposal = (value: string, more: Partial<Proposal> = {}): Proposal => ({
  field: 'genre',
  value,
  score: 2,
  sure: true,
  reliability,
  moment: null,
  ...more
})
const written = (values: Partial<FieldValues>): FieldValues => ({
  ...(Object.fromEntries(tagFields.map(field => [field, []])) as unknown as FieldValues),
  ...values
})
const after = (...args: Parameters<typeof mergeProposals>): (string[] | undefined)[] =>
  mergeProposals(...args).map(change => change.after)

describe('a field that says something already', () => {
  it('stays when empty ones are filled', () => {
    expect(after('fill', written({ genre: ['Rock'] }), [proposal('Jazz')])).toEqual([])
    expect(after('fill', written({}), [proposal('Jazz')])).toEqual([['Jazz']])
  })

  it('gets more values, each once, spelled as in the file', () => {
    const file = written({ genre: ['hip-hop', 'Rock'] })
    expect(after('add', file, [proposal('Hip-Hop'), proposal('Jazz')])).toEqual([['hip-hop', 'Rock', 'Jazz']])
    expect(after('add', file, [proposal('Hip-Hop')])).toEqual([])
  })

  it('that says one thing gets no second one', () => {
    expect(after('add', written({ bpm: ['120'] }), [proposal('90', { field: 'bpm' })])).toEqual([])
    const two = [proposal('90', { field: 'bpm' }), proposal('180', { field: 'bpm' })]
    expect(after('replace', written({ bpm: ['120'] }), two)).toEqual([['90']])
  })

  it('is replaced, or not at all where it would be the same', () => {
    expect(after('replace', written({ genre: ['Rock', 'Pop'] }), [proposal('Jazz')])).toEqual([['Jazz']])
    expect(after('replace', written({ genre: ['jazz'] }), [proposal('Jazz')])).toEqual([])
  })

  it('loses only the values that the sound contradicts', () => {
    const finding = proposal('Jazz', { insteadOf: ['Metal'] })
    expect(after('replace', written({ genre: ['Live', 'Metal'] }), [finding])).toEqual([['Live', 'Jazz']])
    const nothing = proposal('Jazz', { insteadOf: [] })
    expect(after('replace', written({ genre: ['Live'] }), [nothing])).toEqual([['Live', 'Jazz']])
  })
})

describe('accepts by itself', () => {
  const unsure = proposal('Soul', { sure: false })

  it('only what is sure, and offers the rest beside it', () => {
    const [change] = mergeProposals('fill', written({}), [proposal('Jazz'), unsure])
    expect(change).toMatchObject({ accepted: true, after: ['Jazz'] })
    expect(change?.reasons.map(({ value }) => value)).toEqual(['Jazz', 'Soul'])
  })

  it('nothing where nothing new is sure', () => {
    const [none] = mergeProposals('fill', written({}), [unsure])
    expect(none).toMatchObject({ accepted: false, after: ['Soul'] })
    const [known] = mergeProposals('add', written({ genre: ['jazz'] }), [proposal('Jazz'), unsure])
    expect(known).toMatchObject({ accepted: false, after: ['jazz', 'Soul'] })
    expect(known?.reasons.map(({ value }) => value)).toEqual(['Soul'])
  })
})
