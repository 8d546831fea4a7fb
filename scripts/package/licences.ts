import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, root } from './places.ts'
import { shippedPackages } from './shipped.ts'

/**
 * What may be shipped: these ask for their text to go along, and no more. Before another one comes here somebody reads what it
 * asks for, and sees that releases do it.
 */
const allowed = new Set(['MIT', 'ISC', 'BSD-3-Clause', 'BlueOak-1.0.0', 'Python-2.0', 'Apache-2.0', 'Zlib'])

/** Allowed for this alone, because what they ask for is done: docs/licences.md. */
const allowedAlone: Readonly<Record<string, string>> = {
  'codec-parser': 'LGPL-3.0-or-later',
  mpg123: 'LGPL-2.1-only',
  'English words of SCOWL': 'SCOWL'
}

/** In resources/licences, for packages that bring no text. */
const withoutText: Readonly<Record<string, string>> = {
  '@tokenizer/token': 'tokenizer-token.txt',
  'lazy-val': 'lazy-val.txt',
  '@wasm-audio-decoders/common': 'wasm-audio-decoders.txt',
  '@wasm-audio-decoders/flac': 'wasm-audio-decoders.txt',
  '@wasm-audio-decoders/ogg-vorbis': 'wasm-audio-decoders.txt',
  'mpg123-decoder': 'wasm-audio-decoders.txt',
  'onnxruntime-common': 'onnxruntime.txt',
  'onnxruntime-node': 'onnxruntime.txt',
  saxes: 'saxes.txt'
}

/** What the program and the page were built with and hold a piece of; vite takes it in. */
const builtIn = ['clsx', 'esm-env', 'svelte']
/** Of these all that they need is taken in, too. */
const builtInWhole = ['electron-updater']

/** What lies inside packages that speak of their own licence only, and what no package brings. */
const inside = [
  {
    name: 'codec-parser',
    where: '@audio/decode-flac, -opus and -vorbis',
    licence: 'LGPL-3.0-or-later',
    files: ['codec-parser.txt']
  },
  {
    name: 'libFLAC',
    where: '@audio/decode-flac and @wasm-audio-decoders/flac',
    licence: 'BSD-3-Clause',
    files: ['xiph.txt']
  },
  {
    name: 'libogg and libvorbis',
    where: '@audio/decode-vorbis and @wasm-audio-decoders/ogg-vorbis',
    licence: 'BSD-3-Clause',
    files: ['xiph.txt']
  },
  {
    name: 'mpg123',
    where: '@audio/decode-mp3 and mpg123-decoder',
    licence: 'LGPL-2.1-only',
    files: ['mpg123.txt']
  },
  {
    name: 'puff',
    where: 'all of these, and @wasm-audio-decoders/common',
    licence: 'Zlib',
    files: ['puff.txt']
  },
  { name: 'English words of SCOWL', where: 'spelling.json', licence: 'SCOWL', files: ['scowl.txt'] }
] as const

/** What goes along with the text of a package. */
const beside: Readonly<Record<string, string>> = { 'codec-parser': 'gpl-3.txt' }

export interface Licensed {
  /** With its version, where it is a package. */
  title: string
  licence: string
  texts: string[]
}

/** Whatever its lines end with. */
const textAt = (path: string): string => readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trimEnd()
const ours = (file: string): string => textAt(join(root, 'resources/licences', file))

/** Packages of which a piece is in what was built, beside those that are shipped whole. */
export function builtInPackages(): { name: string; path: string }[] {
  const shipped = shippedPackages()
  return [
    ...builtIn.map(name => ({ name, path: `node_modules/${name}` })),
    ...shippedPackages(builtInWhole).filter(({ path }) => !shipped.some(one => one.path === path))
  ]
}

/** All that a release holds of others, with the texts of its licences. Fails for one that may not be shipped, or has none. */
export function licensed(): Licensed[] {
  const packages = [...shippedPackages(), ...builtInPackages()].map(({ name, path }) => {
    const { version, license } = readJson(join(root, path, 'package.json'))
    const licence = permitted(name, String(license))
    return { title: `${name} ${version}`, licence, texts: textsOf(name, join(root, path)) }
  })
  const parts = inside.map(({ name, where, licence, files }) => ({
    title: `${name}, in ${where}`,
    licence: permitted(name, licence),
    texts: files.map(ours)
  }))
  return [...packages, ...parts]
}

/** The licence where it may be shipped: throws otherwise. */
export function permitted(name: string, licence: string): string {
  if (allowed.has(licence) || allowedAlone[name] === licence) return licence
  throw new Error(
    `${name} is under ${licence}, which is not on the list of scripts/package/licences.ts: read what it asks for.`
  )
}

function textsOf(name: string, folder: string): string[] {
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice)/i.test(file))
  const texts = files.sort().map(file => textAt(join(folder, file)))
  const known = withoutText[name]
  if (files.length === 0 && !known)
    throw new Error(`${name} brings no text of its licence: put one into resources/licences.`)
  return [
    ...texts,
    ...[files.length === 0 ? known : undefined, beside[name]].filter(file => file !== undefined).map(ours)
  ]
}

const head = `# Third-party licences

What Earshot ships besides its own code. Written by \`node scripts/licences.ts\`.
The licences of the embedded models stand beside them in \`models/\`. Electron and Chromium carry their own
(\`LICENSE\` and \`LICENSES.chromium.html\` in a packaged app), and so does Node in the Debian package.
codec-parser and mpg123 are free under the LGPL: how to get their sources and to put others in their place is told in
\`docs/licences.md\`. What is inside ONNX Runtime is told by its makers in \`licences/onnxruntime-third-party.txt\`.
Some of the single words in \`music-words.json\` are those that stand in at least two aspect lists of MusicCaps
(Agostinelli et al. 2023, Google Research, CC BY-SA 4.0).
The single words in \`spelling.json\` are from SCOWL, by the dictionaries of Hunspell made of it (below).
`

/** resources/third-party-licences.md. */
export const thirdPartyLicences = (): string =>
  [head, ...licensed().map(({ title, licence, texts }) => section(`${title} (${licence})`, texts))].join('\n')

const section = (title: string, texts: readonly string[]): string =>
  `## ${title}\n${texts.map(text => `\n\`\`\`\n${text}\n\`\`\`\n`).join('')}`
