/** node scripts/release/check-tag.mjs TAG: a release is only made of the version that its tag names and CHANGELOG.md describes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runMain, say, SetupError } from '../bootstrap.mjs'
import { notesOf } from './changelog.mjs'

runMain(([tag]) => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (tag !== `v${version}`) throw new SetupError(`The tag is ${tag}, and package.json says ${version}.`)
  if (notesOf(version).waiting)
    throw new SetupError(
      `CHANGELOG.md says that ${version} was not released: put the day in the place of that.`
    )
  say(`${tag} can be released.`)
})
