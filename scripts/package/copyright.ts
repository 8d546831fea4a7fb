import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { licensed, type Licensed } from './licences.ts'
import { root } from './places.ts'

/** Texts that every Debian has: a package points to them. Each begins so, and what stands before is kept. */
const onDebian: readonly (readonly [begin: RegExp, name: string])[] = [
  [/^ *Apache License\s+Version 2\.0/m, 'Apache-2.0'],
  [/^ *GNU LESSER GENERAL PUBLIC LICENSE\s+Version 2\.1/m, 'LGPL-2.1'],
  [/^ *GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3/m, 'LGPL-3'],
  [/^ *GNU GENERAL PUBLIC LICENSE\s+Version 3/m, 'GPL-3']
]

/** /usr/share/doc/earshot/copyright, of a package that brings the Node whose licence this is. */
export function copyright(ofNode: string): string {
  return [
    'Earshot\n',
    readFileSync(join(root, 'LICENSE'), 'utf8'),
    'The embedded models: see the licences beside them in /usr/lib/earshot/models.\n',
    'Inside ONNX Runtime: see /usr/lib/earshot/resources/licences/onnxruntime-third-party.txt.\n',
    'Sources of codec-parser and mpg123, and how to put others in their place: see docs/licences.md of Earshot and\n' +
      '/usr/lib/earshot/resources/third-party-licences.md.\n',
    ...licensed().map(section),
    'Node.js (/usr/lib/earshot/node)\n',
    ofNode
  ].join('\n')
}

const section = ({ title, licence, texts }: Licensed): string =>
  `${title} (${licence})\n\n${texts.map(text => `${pointing(text)}\n`).join('\n')}`

function pointing(text: string): string {
  for (const [begin, name] of onDebian) {
    const at = text.search(begin)
    if (at >= 0) return `${text.slice(0, at)}Its text is in /usr/share/common-licenses/${name}.`
  }
  return text
}
