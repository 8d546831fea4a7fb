import { readPage, type Page } from './page.ts'
import type { Tree } from './tree.ts'

/** The pages of a tree, and those that a link leads to from them. */
export function collectPages(tree: Tree): Page[] {
  const waiting = [...tree.pages]
  const pages = new Map<string, Page>()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (pages.has(path)) continue
    const page = readPage(path, tree.read(path))
    pages.set(path, page)
    for (const { target } of page.links) {
      if (target.kind === 'inside' && target.path.endsWith('.md') && tree.has(target.path))
        waiting.push(target.path)
    }
  }
  return [...pages.values()]
}

/** What is no page and has to lie beside them: pictures, licences, whatever else a link leads to. */
export function filesBeside(pages: readonly Page[]): string[] {
  const linked = pages.flatMap(({ links }) =>
    links.flatMap(({ target }) =>
      target.kind === 'inside' && !target.path.endsWith('.md') ? [target.path] : []
    )
  )
  return [...new Set([...pages.flatMap(({ images }) => images), ...linked])].sort()
}
