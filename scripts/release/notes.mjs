/** node scripts/release/notes.mjs TAG FOLDER: writes FOLDER.md, the notes of a release: what changed, and how its files are checked. */
import { readdirSync, writeFileSync } from 'node:fs'
import { runMain, say } from '../bootstrap.mjs'
import { notesOf } from './changelog.mjs'

const checking = `## Checking what you fetched

\`sha256sum --check --ignore-missing SHA256SUMS\` (macOS: \`shasum -a 256 --check --ignore-missing SHA256SUMS\`) compares the files;
\`gh attestation verify FILE --repo OWNER/REPOSITORY\` says which commit and which workflow they were made of and by. \`sbom.cdx.json\` lists
what is in them. The source of the ffmpeg beside the app on Windows and macOS (LGPL 2.1 or later) is the \`ffmpeg-*.tar.xz\` here.
`

runMain(([tag = '', folder = '']) => {
  const files = readdirSync(folder).sort()
  const list = files.map(file => `- \`${file}\``).join('\n')
  writeFileSync(
    `${folder}.md`,
    `${notesOf(tag.replace(/^v/, '')).notes}\n\n## Files\n\n${list}\n\n${checking}`
  )
  say(`${folder}.md`)
})
