const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every word of a tree with its name: `search.label`. */
export function wordsOf(value: unknown, path: readonly string[] = []): [name: string, word: unknown][] {
  if (!isGroup(value)) return [[path.join('.'), value]]
  return Object.entries(value).flatMap(([name, each]) => wordsOf(each, [...path, name]))
}
