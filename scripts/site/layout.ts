import { between } from './addresses.ts'
import { escaped } from './escaped.ts'
import { navigation } from './navigation.ts'
import type { Page } from './page.ts'

/** The whole file of a page. Everything in it is beside it: nothing is asked of another host. */
export function wholePage(page: Page, pages: readonly Page[]): string {
  const to = (address: string): string => between(page.address, address)
  const home = page.path === 'README.md'
  return `<!doctype html>
<html lang="en" data-root="${escaped(to('index.html').replace(/index\.html$/, ''))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${home ? 'Earshot' : `${escaped(page.title)} · Earshot`}</title>
<link rel="icon" href="${to('icon.svg')}">
<link rel="stylesheet" href="${to('tokens.css')}">
<link rel="stylesheet" href="${to('site.css')}">
<script defer src="${to('site.js')}"></script>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header>
<a class="home" href="${to('index.html')}">Earshot</a>
<form role="search" hidden>
<input type="search" placeholder="Search these pages" aria-label="Search these pages" autocomplete="off">
<div class="found" aria-live="polite" hidden></div>
</form>
</header>
<div class="columns">
<details class="pages" open>
<summary>All pages</summary>
<nav aria-label="Pages">
${navigation(pages)
  .filter(section => section.pages.length > 0)
  .map(
    section =>
      `<h2>${section.title}</h2>\n<ul>\n${section.pages.map(one => entry(one, page)).join('\n')}\n</ul>`
  )
  .join('\n')}
</nav>
</details>
<main id="content">
${page.html.replaceAll('<a href="http', '<a rel="external" href="http')}</main>
</div>
</body>
</html>
`
}

/** A page in the list of all; the open one with its parts below it. */
function entry(one: Page, open: Page): string {
  const title = escaped(one.path === 'README.md' ? 'What it is' : one.title)
  if (one !== open) return `<li><a href="${between(open.address, one.address)}">${title}</a></li>`
  const parts = one.sections
    .filter(({ depth }) => depth === 2)
    .map(({ anchor, text }) => `<li><a href="#${anchor}">${escaped(text)}</a></li>`)
  const below = parts.length > 0 ? `<ul>${parts.join('')}</ul>` : ''
  return `<li><a href="#content" aria-current="page">${title}</a>${below}</li>`
}
