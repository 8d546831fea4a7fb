import type { QueryPart } from '#contract/entities.ts'

/** Changes to a query as text: the text is the only truth, chips are a view of it. */

export function withoutPart(text: string, part: QueryPart): string {
  return `${text.slice(0, part.start).trimEnd()} ${text.slice(part.end).trimStart()}`.trim()
}

/** Other words in the place of a part's own. */
export const withPart = (text: string, part: QueryPart, words: string): string =>
  `${text.slice(0, part.start)}${words}${text.slice(part.end)}`

/** `like:"…"` with a title or a path. Quotation marks cannot be written inside. */
export const likeText = (name: string): string => `like:"${name.replace(/["“”„]/g, '')}"`

/** The absolute path that a seed names, or null where it names a title or an artist. */
export function seedPath(written: string): string | null {
  const name = /^-?like:"([^"]+)"$/i.exec(written)?.[1] ?? ''
  return isPath(name) ? name : null
}

export const isPath = (name: string): boolean => /^(\/|[a-z]:[\\/])./i.test(name)

/** Adds a seed, or takes it away from the other side first: a track is liked or not, never both, however written. */
export function withSeed(
  text: string,
  { written, others }: { written: string; others: string[] },
  negative: boolean
): string {
  const bare = [written, ...others]
    .reduce((left, seed) => left.replaceAll(`-${seed}`, '').replaceAll(seed, ''), text)
    .replace(/\s{2,}/g, ' ')
    .trim()
  const added = negative ? `-${written}` : written
  return bare ? `${bare} ${added}` : added
}

/** The text cut into stretches, each with the part it belongs to, for drawing behind the box. */
export function stretches(text: string, parts: QueryPart[]): { text: string; part: QueryPart | null }[] {
  const found: { text: string; part: QueryPart | null }[] = []
  let at = 0
  for (const part of [...parts].sort((a, b) => a.start - b.start)) {
    if (part.start < at || part.end > text.length) continue
    if (part.start > at) found.push({ text: text.slice(at, part.start), part: null })
    found.push({ text: text.slice(part.start, part.end), part })
    at = part.end
  }
  if (at < text.length) found.push({ text: text.slice(at), part: null })
  return found
}

/** The text with what stays words in quotes, as a search without a box has it. */
export const quotedText = (text: string, kept: readonly string[]): string =>
  kept.reduce((said, words) => {
    const at = said.toLowerCase().indexOf(words.toLowerCase())
    return at < 0
      ? said
      : `${said.slice(0, at)}"${said.slice(at, at + words.length)}"${said.slice(at + words.length)}`
  }, text)

/** Chips help once a query is more than one plain phrase, or one that was put into English. */
export const worthChips = (parts: QueryPart[]): boolean =>
  parts.length > 1 ||
  parts.some(part => part.kind !== 'sound' || part.negative || part.understoodAs || part.readAs)
