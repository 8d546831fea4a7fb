/** An FTS5 string: whatever it holds is words, not syntax. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('\0', ' ')}"`
