import { customField, type CustomField } from '#contract/change-fields.ts'
import { tagFields, singleFields } from '#contract/field-uses.ts'
import { fieldOf } from '#contract/fields.ts'
import type { FieldChanges, FieldValues } from '../../src-main/core/tags/index.ts'

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
  const changes: Partial<FieldValues> & Partial<Record<CustomField, string[]>> = {}
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
            : text === 'flag'
              ? ['0', '1'][upTo(1)]!
              : text === 'stars'
                ? String((1 + upTo(9)) / 2)
                : Array.from({ length: 1 + upTo(3) }, () => words[upTo(words.length - 1)]!)
                    .join(' ')
                    .slice(0, 900)
                    .trim()
    changes[field] = [...new Set(Array.from({ length: count }, value))]
  }
  // Free names, two of which differ in capitals from one time to the next.
  for (const name of ['LABEL', random() < 0.5 ? 'My Shelf' : 'my shelf']) {
    if (random() < 0.5) continue
    const all = Array.from({ length: upTo(3) }, () => words[upTo(words.length - 1)]!)
    changes[customField(name)] = [...new Set(all)]
  }
  return changes
}
