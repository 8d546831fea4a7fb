// Writes resources/third-party-licences.md from what a release ships.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { licensed, thirdPartyLicences } from './package/licences.ts'
import { root } from './package/places.ts'

writeFileSync(join(root, 'resources/third-party-licences.md'), thirdPartyLicences())
console.log(`${licensed().length} packages and parts`)
