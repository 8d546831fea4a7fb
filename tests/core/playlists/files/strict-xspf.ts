import { SaxesParser } from 'saxes'

const namespace = 'http://xspf.org/ns/0/'
/** Elements of XSPF 1 with how often they may come; those in `uris` hold one URI. */
const allowed: Record<string, Record<string, number>> = {
  playlist: {
    title: 1,
    creator: 1,
    annotation: 1,
    info: 1,
    location: 1,
    identifier: 1,
    image: 1,
    date: 1,
    license: 1,
    attribution: 1,
    link: Infinity,
    meta: Infinity,
    extension: Infinity,
    trackList: 1
  },
  trackList: { track: Infinity },
  track: {
    location: Infinity,
    identifier: Infinity,
    title: 1,
    creator: 1,
    annotation: 1,
    info: 1,
    image: 1,
    album: 1,
    trackNum: 1,
    duration: 1,
    link: Infinity,
    meta: Infinity,
    extension: Infinity
  }
}
const uris = ['location', 'identifier', 'info', 'image', 'license']
const uri = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/

/** What is wrong with a document by the specification of XSPF 1 (and RFC 3986 for its URIs); empty where nothing is. */
export function xspfFaults(text: string): string[] {
  const faults: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  const open: { name: string; counts: Map<string, number>; text: string }[] = []
  parser.on('error', error => void faults.push(error.message))
  parser.on('doctype', () => void faults.push('a document type'))
  parser.on('opentag', ({ local, uri: space, attributes }) => {
    const around = open.at(-1)
    if (space !== namespace) faults.push(`${local} is not of XSPF`)
    if (around === undefined && local !== 'playlist') faults.push(`the root is ${local}`)
    if (around !== undefined) {
      const most = allowed[around.name]?.[local] ?? 0
      const count = (around.counts.get(local) ?? 0) + 1
      around.counts.set(local, count)
      if (count > most) faults.push(`${local} may not be there (again) in ${around.name}`)
    }
    const given = Object.values(attributes).filter(({ name }) => name !== 'xmlns')
    const right =
      local === 'playlist' ? given.length === 1 && given[0]!.name === 'version' : given.length === 0
    if (!right) faults.push(`attributes of ${local}`)
    if (local === 'playlist' && attributes['version']?.value !== '1') faults.push('version')
    open.push({ name: local, counts: new Map(), text: '' })
  })
  parser.on('text', part => {
    if (open.length > 0) open.at(-1)!.text += part
  })
  parser.on('closetag', () => {
    const { name, counts, text } = open.pop()!
    if (name in allowed && text.trim() !== '') faults.push(`text in ${name}`)
    if (name === 'playlist' && counts.get('trackList') !== 1) faults.push('no trackList')
    if (uris.includes(name) && !uri.test(text)) faults.push(`no URI: ${text}`)
    if (name === 'duration' && !/^\d+$/.test(text)) faults.push(`duration: ${text}`)
  })
  parser.write(text).close()
  return faults
}
