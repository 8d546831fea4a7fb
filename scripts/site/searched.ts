import MiniSearch, { type Options } from 'minisearch'
import type { Page } from './page.ts'

/** A part of a page, as it is found in the browser. */
interface Part {
  id: number
  address: string
  page: string
  heading: string
  text: string
}

/** Everything but functions, since the browser reads it too. */
export const options = {
  fields: ['heading', 'page', 'text'],
  storeFields: ['address', 'heading', 'page', 'text'],
  searchOptions: {
    boost: { heading: 4, page: 2 },
    prefix: true,
    fuzzy: 0.15,
    weights: { fuzzy: 0.1, prefix: 0.4 },
    combineWith: 'AND'
  }
} satisfies Options<Part>

/** Texts of licences name everything, and answer nobody. */
const notSearched = /^resources\//

/** The index that the search of the site looks into: each part of each page under its heading. */
export function searched(pages: readonly Page[]): MiniSearch<Part> {
  const parts = pages
    .filter(({ path }) => !notSearched.test(path))
    .flatMap(page =>
      page.sections.map(section => ({
        address: section.depth === 1 ? page.address : `${page.address}#${section.anchor}`,
        page: page.title,
        heading: section.text,
        text: section.below.replace(/\s+/g, ' ').trim()
      }))
    )
  const index = new MiniSearch<Part>(options)
  index.addAll(parts.map((part, id) => ({ id, ...part })))
  return index
}
