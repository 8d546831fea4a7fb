import { expect, test } from 'vitest'
import { termStatements } from '../../../../src-main/core/database/statements/terms.ts'
import { TermBook } from '../../../../src-main/core/tagging/terms/term-book.ts'
import { mostOwnTerms } from '../../../../src-main/core/tagging/terms/vocabulary.ts'
import { scratchDatabase } from '../../../support/database.ts'

const lines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `own term ${from + i}`).join('\n')

test('the vocabulary takes so many terms of its owner, and refuses a list that is too long whole', () => {
  const statements = termStatements(scratchDatabase())
  const book = new TermBook(statements)
  const tooLong = { text: lines(0, mostOwnTerms + 1), group: 'mood' } as const
  expect(() => book.import(tooLong)).toThrow(
    expect.objectContaining({ code: 'too-large', message: expect.stringContaining('2,000') as string })
  )
  expect(statements.all()).toEqual([])
  expect(book.import({ text: lines(0, mostOwnTerms), group: 'mood' }).added).toHaveLength(mostOwnTerms)
  const one = { group: 'mood', enabled: true } as const
  expect(() => book.set({ ...one, name: 'one more' })).toThrow(expect.objectContaining({ code: 'too-large' }))
  // What is there can still be changed, and lists that bring nothing new are no harm.
  book.set({ ...one, name: 'own term 7', phrases: ['seven'] })
  book.set({ ...one, group: 'genre', name: 'Jazz', enabled: false })
  expect(book.import({ text: lines(0, 5), group: 'mood' })).toMatchObject({ added: [], known: 5 })
  book.reset({ group: 'mood', name: 'own term 7' })
  book.set({ ...one, name: 'one more' })
  expect(statements.all().filter(({ state }) => state === 'own')).toHaveLength(mostOwnTerms)
})
