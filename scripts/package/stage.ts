import { cpSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { readJson, root, writeJson } from './places.ts'
import type { Platform } from './platforms.ts'
import { reached } from './reached.ts'
import { forInstalling, shippedPackages } from './shipped.ts'

/** What of the project a release without Electron holds, and what of that stays behind. */
const ours = ['out/renderer', 'models', 'resources', 'LICENSE', 'README.md', 'CHANGELOG.md']
const notShipped = ['models/training', 'models/.gitattributes']

/** What of the packages is for those who build them, or build against them. */
const forBuilding = /\.(d\.[cm]?ts|[cm]?ts|map)$/
const sources = [
  'better-sqlite3/binding.gyp',
  'better-sqlite3/deps',
  'better-sqlite3/src',
  'onnxruntime-node/script',
  'zod/src',
  // For pages without a bundler.
  '@wasm-audio-decoders/flac/dist',
  '@wasm-audio-decoders/ogg-vorbis/dist',
  'mpg123-decoder/dist'
]

/** Where the native parts lie, a file or folder a platform, and the one that is kept. */
const native = ({ os, cpu }: Platform): Readonly<Record<string, string>> => ({
  'better-sqlite3/prebuilds': `${os}-${cpu}.node`,
  'onnxruntime-node/bin/napi-v6': `${os}/${cpu}`
})

/**
 * Makes the folder that every release without Electron holds: the built program and page, models, resources, and the
 * packages it needs with the native parts of one platform. Nothing in it has an install script. `out` has to be built.
 */
export function stage(folder: string, platform: Platform): void {
  rmSync(folder, { recursive: true, force: true })
  for (const part of [...ours, ...reached(['cli.js']).files])
    copy(part, folder, path => !notShipped.some(one => isIn(path, one)))
  copyPackages(folder, platform)
  for (const [script, to] of [
    ['package/earshot.mjs', 'bin/earshot.mjs'],
    ['support/compiled.mjs', 'support/compiled.mjs'],
    ['support/small.mjs', 'support/small.mjs'],
    ['support/starter.mjs', 'support/starter.mjs']
  ] as const) {
    cpSync(join(root, 'scripts', script), join(folder, to))
  }
  writeJson(join(folder, 'package.json'), described(platform))
}

/** Copies the packages (or those of these names, with all they need) with the native parts of one platform. */
export function copyPackages(folder: string, platform: Platform, names?: readonly string[]): void {
  const packages = shippedPackages(names)
  for (const { path } of packages) copy(path, folder, from => isNeeded(from, path, platform))
  for (const { name } of packages) if (forInstalling[name]) withoutInstalling(folder, name)
}

/** Copies a part of the root to the same place in a folder, or to `to`; `wanted` is asked about each path from the root. */
export function copy(part: string, folder: string, wanted: (path: string) => boolean, to = part): void {
  cpSync(join(root, part), join(folder, to), {
    recursive: true,
    dereference: true,
    filter: from => wanted(relative(root, from).replaceAll(sep, '/'))
  })
}

const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`)

/** `path` lies in the package at `inPackage`; packages below it are looked at by themselves. */
function isNeeded(path: string, inPackage: string, platform: Platform): boolean {
  const within = path.slice(inPackage.length)
  if (within.includes('/node_modules') || forBuilding.test(path)) return false
  const named = path.slice(inPackage.lastIndexOf('node_modules/') + 'node_modules/'.length)
  if (sources.some(one => isIn(named, one))) return false
  return Object.entries(native(platform)).every(([place, kept]) => {
    if (!named.startsWith(`${place}/`)) return true
    const below = named.slice(place.length + 1)
    return isIn(below, kept) || isIn(kept, below)
  })
}

function withoutInstalling(folder: string, name: string): void {
  const file = join(folder, 'node_modules', name, 'package.json')
  const found = readJson(file)
  const needed = Object.entries(found.dependencies ?? {}).filter(
    ([one]) => !forInstalling[name]!.includes(one)
  )
  writeJson(file, { ...found, scripts: {}, dependencies: Object.fromEntries(needed) })
}

/** The release's own package.json: it brings what it depends on, so that nothing is fetched. */
function described({ os, cpu }: Platform): object {
  const { name, version, description, license, type, dependencies } = readJson(join(root, 'package.json'))
  return {
    ...{ name, version, description, license, type },
    bin: { earshot: 'bin/earshot.mjs' },
    engines: { node: '>=24' },
    os: [os],
    cpu: [cpu],
    ...(os === 'linux' ? { libc: ['glibc'] } : {}),
    dependencies,
    bundleDependencies: true
  }
}
