import { execFileSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { inDist, readJson, stageOf } from './places.ts'
import { nameOf, type Platform } from './platforms.ts'
import { stage } from './stage.ts'

/** dist/earshot-VERSION-PLATFORM.tgz, which `npm install --global FILE` installs without asking a registry for anything. */
export function packNpm(platform: Platform): string {
  const folder = stageOf(platform)
  stage(folder, platform)
  // npm is a script on Windows, which only a shell can start.
  const windows = process.platform === 'win32'
  execFileSync(
    windows ? 'npm.cmd' : 'npm',
    ['pack', '--silent', '--ignore-scripts', '--pack-destination', '..'],
    {
      cwd: folder,
      shell: windows,
      stdio: ['ignore', 'ignore', 'inherit']
    }
  )
  const { version } = readJson(join(folder, 'package.json'))
  const file = inDist(`earshot-${version}-${nameOf(platform)}.tgz`)
  renameSync(inDist(`earshot-${version}.tgz`), file)
  return file
}
