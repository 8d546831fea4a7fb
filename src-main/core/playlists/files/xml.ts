import { SaxesParser } from 'saxes'
import { EarshotError } from '#contract/errors.ts'

export interface XmlReading {
  /** Local name, without a prefix. */
  open(name: string, attributes: Record<string, string>): void
  close(name: string, text: string): void
}

const deepest = 64
const longestText = 1_000_000
/** What is parsed between two breaths, so that a large file does not hold the engine up. */
const chunk = 1 << 20

/**
 * Reads XML strictly. Entities of a document's own are refused before anything is expanded, and nothing outside is
 * ever fetched: the parser knows the five entities of XML and no document type. `root`: the name of the outermost
 * element. Throws bad-request.
 */
export async function readXml(
  text: string,
  root: string,
  reading: XmlReading,
  signal?: AbortSignal
): Promise<void> {
  const parser = new SaxesParser()
  let depth = 0
  let content = ''
  parser.on('error', error => {
    throw new EarshotError('bad-request', `The file is not proper XML (${error.message}).`)
  })
  parser.on('doctype', doctype => {
    if (doctype.includes('[') || /<!|%/.test(doctype)) {
      throw new EarshotError('bad-request', 'The file defines entities of its own: such XML is refused.')
    }
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (depth === 0 && localName(name) !== root) {
      throw new EarshotError('bad-request', `The file is XML of another kind (${name.slice(0, 40)}).`)
    }
    if (++depth > deepest) throw new EarshotError('bad-request', 'The XML is nested too deeply.')
    content = ''
    reading.open(localName(name), attributes as Record<string, string>)
  })
  const add = (part: string): void => {
    if (content.length + part.length > longestText) {
      throw new EarshotError('bad-request', 'A text in the XML is too long.')
    }
    content += part
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', ({ name }) => {
    depth--
    reading.close(localName(name), content)
    content = ''
  })
  for (let at = 0; at < text.length; at += chunk) {
    if (signal?.aborted) throw new EarshotError('cancelled', 'Cancelled.')
    parser.write(text.slice(at, at + chunk))
    if (at + chunk < text.length) await new Promise(resolve => setImmediate(resolve))
  }
  parser.close()
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Text for XML: what XML has no place for becomes the replacement character. */
export function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- control characters are what this is about
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '&#13;')
  )
}
