// Search of the pages. It is fetched from beside the page when it is first wanted, so that it works from a folder, too.
const form = document.querySelector('form[role=search]')
const box = form.querySelector('input')
const found = form.querySelector('.found')
const toRoot = document.documentElement.dataset.root
const pages = document.querySelector('details.pages')
form.hidden = false
if (matchMedia('(max-width: 800px)').matches) pages.open = false

const script = name =>
  new Promise((done, failed) => {
    const element = document.createElement('script')
    element.src = toRoot + name
    element.addEventListener('load', done)
    element.addEventListener('error', failed)
    document.head.append(element)
  })

let search = null
const prepared = () =>
  (search ??= Promise.all([script('minisearch.js'), script('searched.js')]).then(() => {
    const index = window.MiniSearch.loadJS(window.searched.index, window.searched.options)
    return text => index.search(text)
  }))

/** The words around the first that was found. */
function excerpt(text, terms) {
  const lower = text.toLowerCase()
  const at = Math.min(...terms.map(term => lower.indexOf(term)).filter(place => place >= 0))
  if (at === Infinity) return text.slice(0, 120)
  const from = Math.max(0, at - 50)
  return (from > 0 ? '… ' : '') + text.slice(from, at + 100) + ' …'
}

function row(hit) {
  const link = document.createElement('a')
  link.href = toRoot + hit.address
  const title = document.createElement('strong')
  title.textContent = hit.heading === hit.page ? hit.page : `${hit.page}: ${hit.heading}`
  const words = document.createElement('span')
  words.textContent = excerpt(hit.text, hit.terms)
  link.append(title, words)
  return link
}

async function ask() {
  const text = box.value.trim()
  const hits = text === '' ? [] : (await prepared())(text).slice(0, 12)
  if (text !== box.value.trim()) return
  found.hidden = text === ''
  found.replaceChildren(...hits.map(row))
  if (text !== '' && hits.length === 0) found.textContent = 'No page has these words.'
}

box.addEventListener('focus', prepared)
box.addEventListener('input', ask)
form.addEventListener('submit', event => {
  event.preventDefault()
  found.querySelector('a')?.click()
})
form.addEventListener('keydown', event => {
  const links = [...found.querySelectorAll('a')]
  const at = links.indexOf(document.activeElement)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (event.key === 'Escape') found.hidden = true
  if (step === undefined || links.length === 0) return
  event.preventDefault()
  const next = links[at + step]
  if (next) next.focus()
  else if (at + step < 0) box.focus()
})
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.target.closest('input')) return
  event.preventDefault()
  box.focus()
})
document.addEventListener('click', event => {
  if (!form.contains(event.target)) found.hidden = true
})
