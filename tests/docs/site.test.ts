import { describe, expect, it } from 'vitest'
import { anchors } from '../../scripts/site/addresses.ts'
import { collectPages } from '../../scripts/site/collect.ts'
import { deadLinks } from '../../scripts/site/dead-links.ts'
import { wholePage } from '../../scripts/site/layout.ts'
import { navigation, sections } from '../../scripts/site/navigation.ts'
import { searched } from '../../scripts/site/searched.ts'
import { repository, type Tree } from '../../scripts/site/tree.ts'

const tree = repository()
const pages = collectPages(tree)
const index = searched(pages)

it('leads and points to nothing that is not there', () => {
  expect(deadLinks(tree, pages)).toEqual([])
})

it('has every page of the list of pages, each once', () => {
  const listed = sections.flatMap(section => section.pages)
  expect(listed.filter(path => !tree.has(path))).toEqual([])
  expect(navigation(pages).flatMap(section => section.pages).length).toBe(pages.length)
  expect(new Set(listed).size).toBe(listed.length)
})

it('asks nothing of other hosts', () => {
  const asking = /<(?:script|img|source|link|iframe)\b[^>]*\b(?:src|srcset|href)="(?:https?:)?\/\//
  expect(pages.filter(page => asking.test(wholePage(page, pages))).map(({ path }) => path)).toEqual([])
})

it.each([
  ['who gets in', 'command-line.html#who-gets-in'],
  ['naviddrome', 'guide/players.html#navidrome'],
  ['taught', 'taught-tags.html'],
  ['token', 'command-line.html#who-gets-in']
])('finds "%s"', (text, address) => {
  const found = index.search(text).slice(0, 5)
  expect(found.map(one => String(one.address))).toContain(address)
})

describe('what is dead', () => {
  const other = '# Other page\n\n## One part\n\n## One part\n'
  const dead = (text: string): string[] => {
    const files = new Map([
      ['README.md', text],
      ['docs/other.md', other],
      ['docs/picture.webp', '']
    ])
    const made: Tree = { pages: ['README.md'], has: path => files.has(path), read: path => files.get(path)! }
    return deadLinks(made, collectPages(made))
  }

  it.each([
    ['[a](docs/gone.md)', 'README.md: there is no docs/gone.md'],
    ['[a](docs/other.md#part)', 'README.md: no heading is docs/other.md#part'],
    ['[a](docs/other.md#one-part-2)', 'README.md: no heading is docs/other.md#one-part-2'],
    ['[a](#b)', 'README.md: no heading is #b'],
    ['![a](docs/gone.webp)', 'README.md: there is no picture docs/gone.webp'],
    ['<picture><source srcset="docs/gone.webp"></picture>', 'README.md: there is no picture docs/gone.webp'],
    ['![a](https://example.org/a.png)', 'README.md: there is no picture https://example.org/a.png'],
    ['See `src-main/gone.ts`.', 'README.md: there is no file `src-main/gone.ts`'],
    ['| a |\n| - |\n| `docs/gone/` |', 'README.md: there is no file `docs/gone/`']
  ])('%s', (text, said) => {
    expect(dead(text)).toEqual([said])
  })

  it.each([
    '[a](docs/other.md#one-part-1), [b](https://example.org/none), ![c](docs/picture.webp), `docs/other.md`',
    '# A\n\n[a](#a)',
    '`scripts/<name>.ts`',
    '```\nsrc-main/gone.ts\n```'
  ])('and not %s', text => {
    expect(dead(text)).toEqual([])
  })
})

it.each([
  ['Who gets in', 'who-gets-in'],
  ['`--json`', '--json'],
  ['Tempo, key & loudness: how?', 'tempo-key--loudness-how'],
  ['Größe der 音楽', 'größe-der-音楽']
])('names the heading %s as GitHub does', (heading, anchor) => {
  expect(anchors()(heading)).toBe(anchor)
})
