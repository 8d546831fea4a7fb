import { posix } from 'node:path'

/** Where a file of the repository lies in the site: docs/ is its top, and a README is the index of its folder. */
export function addressOf(path: string): string {
  const inSite = path.replace(/^docs\//, '')
  return inSite.endsWith('.md')
    ? inSite.replace(/(^|\/)README\.md$/, '$1index.md').replace(/md$/, 'html')
    : inSite
}

/** From one address to another. */
export const between = (from: string, to: string): string => posix.relative(posix.dirname(from), to)

/** What a link in a file of the repository means. */
export type Target =
  { kind: 'outside'; address: string } | { kind: 'inside'; path: string; anchor: string | null }

export function targetOf(file: string, link: string): Target {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return { kind: 'outside', address: link }
  const [path, anchor] = link.split('#') as [string, string?]
  return {
    kind: 'inside',
    path: path === '' ? file : posix.join(posix.dirname(file), decodeURI(path)),
    anchor: anchor === undefined ? null : decodeURIComponent(anchor)
  }
}

/** The names that GitHub gives headings, each once a page. */
export function anchors(): (heading: string) => string {
  const taken = new Map<string, number>()
  return heading => {
    const name = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    const before = taken.get(name)
    taken.set(name, (before ?? 0) + 1)
    return before === undefined ? name : `${name}-${before}`
  }
}
