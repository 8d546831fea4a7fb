import type { PlanChange } from '#contract/tagging.ts'

const folderOf = (path: string): string[] => path.split(/[/\\]/).slice(0, -1)

/** A value of a change as it is shown: of places only what is different about them, for the rest would fill the line. */
export function shownValue(
  { field, before, after }: Pick<PlanChange, 'field' | 'before' | 'after'>,
  value: string
): string {
  if (field !== 'path' || before.length === 0 || after.length === 0) return value
  const [first, ...others] = [...before, ...after].map(folderOf)
  let shared = 0
  while (first![shared] !== undefined && others.every(folder => folder[shared] === first![shared])) shared++
  return value.split(/[/\\]/).slice(shared).join('/')
}
