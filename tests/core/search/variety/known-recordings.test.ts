import { expect, it } from 'vitest'
import type { FlowFactStatements } from '../../../../src-main/core/database/statements/flow-facts.ts'
import { KnownRecordings } from '../../../../src-main/core/search/variety/known-recordings.ts'

it('asks for what it does not know, once, until the library changes', () => {
  const asked: number[][] = []
  const statements: FlowFactStatements = {
    all: () => [],
    ofRecordings: ids => {
      asked.push([...ids])
      return ids.filter(id => id !== 9).map(id => ({ id, title: `${asked.length}`, artist: '', duration: 1 }))
    }
  }
  const known = new KnownRecordings(statements)
  const titles = (ids: number[]): (string | undefined)[] => known.of(ids).map(one => one?.title)
  expect(titles([4, 9, 2])).toEqual(['1', undefined, '1'])
  expect(titles([9, 4, 3])).toEqual([undefined, '1', '2'])
  expect(asked).toEqual([[4, 9, 2], [3]])
  known.forget()
  expect(titles([4])).toEqual(['3'])
})
