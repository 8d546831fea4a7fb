import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inDist, readJson, root, writeJson } from '../places.ts'
import { nameOf, type Platform } from '../platforms.ts'
import { reached } from '../reached.ts'
import { copy, copyPackages } from '../stage.ts'

/** Folders that electron-builder makes an app of. */
export interface DesktopStage {
  /** What goes into the archive. */
  app: string
  /** What lies beside it, as files. */
  beside: string
}

/** Where builds of ffmpeg for a platform are put by scripts/build-ffmpeg.mjs. */
const ffmpegOf = (platform: Platform): string => inDist('ffmpeg', nameOf(platform))

/** Raises RangeError where a part is missing: Windows and macOS get an ffmpeg, for nobody has one there. */
export function stageDesktop(platform: Platform, folder: string): DesktopStage {
  const ffmpeg = ffmpegOf(platform)
  if (platform.os !== 'linux' && !existsSync(ffmpeg))
    throw new RangeError(
      `There is no ffmpeg for ${nameOf(platform)}: node scripts/build-ffmpeg.mjs makes it there.`
    )
  rmSync(folder, { recursive: true, force: true })
  const app = join(folder, 'app')
  const beside = join(folder, 'beside')
  // The command line and the server stay behind, with what they alone need.
  const { files, packages } = reached(['main.js', 'engine.process.js'])
  for (const part of ['out/preload', 'out/renderer', 'resources', ...files]) copy(part, app, () => true)
  copyPackages(app, platform, packages)
  writeJson(join(app, 'package.json'), described(packages))

  copy('models', beside, path => !/^models\/(training|\.gitattributes)/.test(path))
  for (const text of ['LICENSE', 'resources/third-party-licences.md'])
    copy(text, beside, () => true, join('licences', text.replace('resources/', '')))
  if (platform.os !== 'linux') copy(`dist/ffmpeg/${nameOf(platform)}`, beside, isProgram, 'ffmpeg')
  return { app, beside }
}

/** The source is offered beside the release, and not put on every machine. */
const isProgram = (path: string): boolean => !path.endsWith('.tar.xz')

function described(packages: readonly string[]): object {
  const {
    name,
    version,
    description,
    license,
    type,
    main,
    dependencies = {}
  } = readJson(join(root, 'package.json'))
  const needed = Object.entries(dependencies).filter(([one]) => packages.includes(one))
  return {
    ...{ name, productName: 'Earshot', version, description, license, type, main },
    author: { name: 'The Earshot authors', email: 'earshot@localhost.localdomain' },
    // Where a release lies is known to who makes it.
    homepage: process.env.EARSHOT_HOMEPAGE ?? 'https://localhost.localdomain/',
    dependencies: Object.fromEntries(needed)
  }
}
