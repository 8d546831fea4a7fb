/** What CHANGELOG.md says of a version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, SetupError } from '../bootstrap.mjs'

/** The text below `## VERSION`, or `## [VERSION] - DATE`. */
export function notesOf(version, text = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')) {
  const sections = text.split(/^## /m).slice(1)
  const found = sections.find(section => {
    const [title = ''] = section.split('\n')
    return title.replace(/[[\]]/g, '').split(/\s/)[0] === version
  })
  const notes = found?.slice(found.indexOf('\n')).trim()
  if (!notes)
    throw new SetupError(
      `CHANGELOG.md says nothing of ${version}: a section "## ${version}" is missing or empty.`
    )
  return notes
}
