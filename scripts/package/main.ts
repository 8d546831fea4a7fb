import { packDeb } from './deb.ts'
import { packNpm } from './npm.ts'
import { platformOf, type Platform } from './platforms.ts'

/** What can be made, by the word that asks for it. Gives the file that it made. */
const kinds: Readonly<Record<string, (platform: Platform) => string>> = {
  npm: packNpm,
  deb: packDeb
}

const [kind, platform] = process.argv.slice(2)
const make = kinds[kind ?? '']
try {
  if (!make) throw new RangeError(`Usage: npm run package -- ${Object.keys(kinds).join('|')} [PLATFORM]`)
  console.log(make(platformOf(platform)))
} catch (error) {
  if (!(error instanceof RangeError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
