import * as library from './0010-library.ts'

export interface Migration {
  version: number
  sql: string
}

/** In order. A new one is appended and never changes once released. */
export const migrations: readonly Migration[] = [library]

export const newestVersion = migrations.at(-1)!.version
