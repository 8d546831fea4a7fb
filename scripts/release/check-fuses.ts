/** node scripts/release/check-fuses.ts: reads the fuses of each app that was packed here; ends with 1 where one is not as it is to be. */
import { globSync } from 'node:fs'
import { readFuses, wantedFuses, type Fuses } from '../package/desktop/read-fuses.ts'
import { inDist } from '../package/places.ts'

const names = ['linux*-unpacked/earshot-desktop', 'win*-unpacked/Earshot.exe', 'mac*/Earshot.app']
const programs = globSync(names.map(name => inDist('desktop-*', name)))
if (programs.length === 0) throw new Error('No app was packed here.')
for (const program of programs) {
  const [found, wanted] = [await readFuses(program), wantedFuses()]
  const wrong = (Object.keys(wanted) as (keyof Fuses)[]).filter(name => found[name] !== wanted[name])
  if (wrong.length > 0) process.exitCode = 1
  console.log(`${program}: ${wrong.length === 0 ? 'as they are to be' : `wrong: ${wrong.join(', ')}`}`)
}
