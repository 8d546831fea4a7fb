import { Marked, type Token, type Tokens } from 'marked'
import { escaped } from './escaped.ts'
import { addressOf, anchors, between, targetOf, type Target } from './addresses.ts'

interface Heading {
  anchor: string
  depth: number
  text: string
}

/** A heading with the text below it, for the search. */
interface Section extends Heading {
  below: string
}

export interface Page {
  /** In the repository. */
  path: string
  /** In the site. */
  address: string
  title: string
  html: string
  sections: Section[]
  links: { written: string; target: Target }[]
  images: string[]
  /** What stands in code within sentences and tables. */
  codes: string[]
}

type NamedHeading = Tokens.Heading & { anchor: string }

/** A page of Markdown, as GitHub reads it. */
export function readPage(path: string, markdown: string): Page {
  const address = addressOf(path)
  const page: Page = { path, address, title: '', html: '', sections: [], links: [], images: [], codes: [] }
  const anchorOf = anchors()
  const inSite = (target: Target): string => {
    if (target.kind === 'outside') return target.address
    const to = target.path === path ? '' : between(address, addressOf(target.path))
    return target.anchor === null ? to : `${to}#${target.anchor}`
  }
  const image = (written: string): string => {
    const target = targetOf(path, written)
    page.images.push(target.kind === 'inside' ? target.path : target.address)
    return inSite(target)
  }
  const marked = new Marked({
    gfm: true,
    walkTokens: token => {
      if (token.type === 'codespan') page.codes.push((token as Tokens.Codespan).text)
      if (token.type === 'link') {
        const { href } = token as Tokens.Link
        const target = targetOf(path, href)
        page.links.push({ written: href, target })
        token.href = inSite(target)
      }
      if (token.type === 'image') token.href = image((token as Tokens.Image).href)
      if (token.type === 'html') {
        token.text = (token as Tokens.HTML).text.replace(
          /\b(src|srcset)="([^"]+)"/g,
          (_, name: string, written: string) => `${name}="${image(written)}"`
        )
      }
    },
    renderer: {
      heading(token) {
        const { anchor, depth, tokens } = token as NamedHeading
        return `<h${depth} id="${anchor}"><a href="#${anchor}">${this.parser.parseInline(tokens)}</a></h${depth}>\n`
      },
      codespan({ text }) {
        const words = escaped(text).replace(/\S{1,32}(?!\S)/g, '<span>$&</span>')
        return `<code>${words}</code>`
      },
      table(token) {
        const head = token.header.map(cell => this.tablecell(cell)).join('')
        const rows = token.rows
          .map(row => `<tr>${row.map(cell => this.tablecell(cell)).join('')}</tr>\n`)
          .join('')
        const wide = '<div class="wide" tabindex="0">'
        return `${wide}<table><thead><tr>${head}</tr></thead>\n<tbody>${rows}</tbody></table></div>\n`
      }
    }
  })
  const tokens = marked.lexer(markdown)
  for (const token of tokens) {
    if (token.type === 'heading') {
      const heading = token as NamedHeading
      const text = plain(heading.tokens)
      heading.anchor = anchorOf(text)
      page.sections.push({ anchor: heading.anchor, depth: heading.depth, text, below: '' })
    } else {
      const last = page.sections.at(-1)
      if (last) last.below += `${plain([token])} `
    }
  }
  page.title = page.sections.find(({ depth }) => depth === 1)?.text ?? path
  marked.walkTokens(tokens, marked.defaults.walkTokens!)
  page.html = marked.parser(tokens)
  return page
}

/** The words of tokens, without their marks. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map(token => {
      if (token.type === 'table') {
        const { header, rows } = token as Tokens.Table
        return [header, ...rows].flatMap(row => row.map(cell => plain(cell.tokens))).join(' ')
      }
      if (token.type === 'list') return (token as Tokens.List).items.map(item => plain(item.tokens)).join(' ')
      if (token.type === 'html' || token.type === 'space') return ' '
      return 'tokens' in token && token.tokens
        ? plain(token.tokens)
        : 'text' in token
          ? String(token.text)
          : ''
    })
    .join('')
}
