import { expect, it } from 'vitest'
import { settingStatements } from '../../../../src-main/core/database/statements/settings.ts'
import { windowHandlers } from '../../../../src-main/engine/features/system/window.ts'
import { scratchDatabase } from '../../../support/database.ts'

const { signal } = new AbortController()

it('keeps each part by itself, and gives back what is as it should be', async () => {
  const statements = settingStatements(scratchDatabase())
  const window = windowHandlers(statements, () => undefined)
  expect(await window['window.get']({}, signal)).toEqual({})
  const queue = {
    ids: [3, 1],
    spans: null,
    unshuffled: [1, 0],
    shuffle: 'random',
    repeat: 'all',
    goesOn: false
  } as const
  await window['window.keep']({ queue: { ...queue, ids: [3, 1], unshuffled: [1, 0] } }, signal)
  await window['window.keep']({ position: { place: 1, time: 12.5 } }, signal)
  const view = { place: 'tags', search: 'rain', playlist: null }
  await window['window.keep']({ view, position: { place: 0, time: 3 } }, signal)
  expect(await window['window.get']({}, signal)).toEqual({ queue, view, position: { place: 0, time: 3 } })
  statements.set('window.queue', { ids: ['x'] })
  expect(await window['window.get']({}, signal)).toEqual({ view, position: { place: 0, time: 3 } })
})
