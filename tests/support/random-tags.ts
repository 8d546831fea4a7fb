import { tagFields, singleFields } from '#contract/field-uses.ts'
import { fieldOf } from '#contract/fields.ts'
import type { FieldChanges } from '../../src-main/core/tags/index.ts'

const words = [
  'Jazz',
  'größer',
  '夜の雨',
  'Кино',
  'a/b; c',
  'TAG',
  'x'.repeat(300),
  "don't",
  '🎷',
  'é'.repeat(90)
]

/** Changes of some fields, as a reviewer might want them: none, one or several values, short and long. */
export function randomChanges(random: () => number): FieldChanges {
  const changes: FieldChanges = {}
  const upTo = (most: number): number => Math.floor(random() * (most + 1))
  for (const field of tagFields) {
    if (random() < 0.5) continue
    const count = upTo(singleFields.has(field) ? 1 : 3)
    const text = fieldOf(field).tag?.text
    const value = (): string =>
      text === 'tempo'
        ? String(60 + upTo(140))
        : text === 'date'
          ? ['1987', '1987-05', '1987-05-01'][upTo(2)]!
          : text === 'position'
            ? ['3', '7/12', '300/301'][upTo(2)]!
            : Array.from({ length: 1 + upTo(3) }, () => words[upTo(words.length - 1)]!).join(' ')
    changes[field] = [...new Set(Array.from({ length: count }, value))]
  }
  return changes
}
