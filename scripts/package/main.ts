import { packDeb } from './deb.ts'
import { packDesktop } from './desktop/pack.ts'
import { packNpm } from './npm.ts'
import { platformOf, type Platform } from './platforms.ts'

/** What can be made, by the word that asks for it. Gives what it made. */
const kinds: Readonly<Record<string, (platform: Platform) => string | Promise<string[]>>> = {
  npm: packNpm,
  deb: packDeb,
  desktop: platform => packDesktop(platform, { what: 'installers' }),
  'desktop-unpacked': platform =>
    packDesktop(platform, { what: 'unpacked', electronDist: process.env.EARSHOT_ELECTRON_DIST })
}

const [kind, platform] = process.argv.slice(2)
const make = kinds[kind ?? '']
try {
  if (!make) throw new RangeError(`Usage: npm run package -- ${Object.keys(kinds).join('|')} [PLATFORM]`)
  for (const file of [await make(platformOf(platform))].flat()) console.log(file)
} catch (error) {
  if (!(error instanceof RangeError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
