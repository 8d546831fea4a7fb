import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { nameOf, type Platform } from './platforms.ts'

export const root = resolve(import.meta.dirname, '../..')

/** dist/NAME, where releases are made. */
export const inDist = (...parts: string[]): string => join(root, 'dist', ...parts)

/** The folder of what a release without Electron holds. */
export const stageOf = (platform: Platform): string => inDist(`earshot-${nameOf(platform)}`)

interface PackageJson {
  [field: string]: unknown
  version: string
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
}

export const readJson = (file: string): PackageJson => JSON.parse(readFileSync(file, 'utf8')) as PackageJson

export const writeJson = (file: string, value: object): void =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
