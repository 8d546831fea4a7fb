/** What CHANGELOG.md says of a version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, SetupError } from '../bootstrap.mjs'

/** The text below `## VERSION`, whatever stands behind that, and whether it says that it was not released. */
export function notesOf(version, text = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')) {
  const sections = text.split(/^## /m).slice(1)
  const found = sections.find(
    section => /^[^\s,]+/.exec(section.replace(/^\[/, '').replace(']', ''))?.[0] === version
  )
  const [title = '', ...lines] = found?.split('\n') ?? []
  const notes = lines.join('\n').trim()
  if (!notes)
    throw new SetupError(
      `CHANGELOG.md says nothing of ${version}: a section "## ${version}" is missing or empty.`
    )
  return { notes, waiting: title.includes('not released') }
}
