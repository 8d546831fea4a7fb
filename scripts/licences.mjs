// Writes resources/third-party-licences.md from what a release ships: the production packages in the lock file.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))

const shipped = Object.entries(lock.packages).filter(
  ([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !/node-(linux|win)-/.test(path)
)
/** Whatever its lines end with. */
const textOf = path => readFileSync(path, 'utf8').trim().replaceAll('\r\n', '\n')

const sections = shipped.map(([path, entry]) => {
  const folder = join(root, path)
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const file = existsSync(folder) && readdirSync(folder).find(entry => /^licen[cs]e|^copying/i.test(entry))
  const text = file
    ? textOf(join(folder, file))
    : `(${entry.licence ?? entry.license}; no text in the package)`
  return `## ${name} ${entry.version} (${entry.license ?? 'see text'})\n\n\`\`\`\n${text}\n\`\`\`\n`
})
const scowl = `## SCOWL, English words\n\n\`\`\`\n${textOf(join(root, 'resources/scowl-licence.txt'))}\n\`\`\`\n`
const head =
  '# Third-party licences\n\nWhat Earshot ships besides its own code. Written by `node scripts/licences.mjs`.\n' +
  'The licences of the embedded models stand beside them in `models/`. Electron and Chromium carry their own\n' +
  '(`LICENSE` and `LICENSES.chromium.html` in a packaged app).\n' +
  'Some of the single words in `music-words.json` are those that stand in at least two aspect lists of MusicCaps\n' +
  '(Agostinelli et al. 2023, Google Research, CC BY-SA 4.0).\n' +
  'The single words in `spelling.json` are from SCOWL, by the dictionaries of Hunspell made of it (below).\n'
writeFileSync(join(root, 'resources/third-party-licences.md'), `${head}\n${[...sections, scowl].join('\n')}`)
console.log(`${shipped.length} packages`)
