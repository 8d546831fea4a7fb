import { expect, it } from 'vitest'
import { sameFieldKey, type FileField } from '#contract/change-fields.ts'
import type { Step } from '#contract/edits.ts'
import { applySteps, type EditedValues } from '../../../../src-main/core/tagging/edits/apply-steps.ts'

type Values = Partial<Record<FileField, readonly string[]>>

const entries = (values: Values): [FileField, readonly string[]][] =>
  Object.entries(values) as [FileField, readonly string[]][]
const valuesOf = (values: Values): EditedValues =>
  new Map(entries(values).map(([field, all]) => [sameFieldKey(field), { field, values: all }]))
const after = (steps: Step[], values: Values): Values =>
  Object.fromEntries([...applySteps(steps, valuesOf(values)).values()].map(one => [one.field, one.values]))

it('sets, adds and takes away values, one step after the other', () => {
  const steps: Step[] = [
    { do: 'set', field: 'title', values: ['New'] },
    { do: 'add', field: 'genre', values: ['Jazz', 'Rock'] },
    { do: 'remove', field: 'genre', values: ['Pop'] },
    { do: 'set', field: 'comment', values: [] }
  ]
  expect(after(steps, { title: ['Old'], genre: ['Pop', 'Rock'], comment: ['mine'] })).toEqual({
    title: ['New'],
    genre: ['Rock', 'Jazz'],
    comment: []
  })
})

it('knows a field of a free name whatever its capitals, and keeps its spelling', () => {
  const steps: Step[] = [{ do: 'add', field: 'custom:label', values: ['Two'] }]
  expect(after(steps, { 'custom:Label': ['One'] })).toEqual({ 'custom:Label': ['One', 'Two'] })
})
