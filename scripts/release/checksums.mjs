/** node scripts/release/checksums.mjs FOLDER: writes FOLDER/SHA256SUMS, as sha256sum --check reads it. */
import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runMain, say, SetupError } from '../bootstrap.mjs'

const sums = 'SHA256SUMS'

async function sumOf(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

runMain(async ([folder = '']) => {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== sums)
    .map(({ name }) => name)
    .sort()
  if (files.length === 0) throw new SetupError(`There is nothing in ${folder} to release.`)
  const lines = []
  for (const name of files) lines.push(`${await sumOf(join(folder, name))}  ${name}\n`)
  writeFileSync(join(folder, sums), lines.join(''))
  say(`${files.length} files in ${join(folder, sums)}`)
})
