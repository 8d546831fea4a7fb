import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { databaseFile } from '../../src-main/core/database/files.ts'

/**
 * Puts a small library, as the edition with version 40 of the database left it, into a data folder: see
 * tests/fixtures/library-0040/make.mjs for what is in it. Its music files are not there.
 */
export function putLibrary0040(dataFolder: string): void {
  mkdirSync(dataFolder, { recursive: true })
  const packed = readFileSync(new URL('../fixtures/library-0040/earshot.db.gz', import.meta.url))
  writeFileSync(databaseFile(dataFolder), gunzipSync(packed))
}
