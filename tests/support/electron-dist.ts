import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What marks the fuses in Electron's program, and how many there are since Electron 33. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuses = 9

/**
 * A folder as Electron is fetched in, with the stand-in as its program: it starts the stand-in, and behind that, where no shell comes
 * to, it has fuses that can be set and read as those of the real one.
 */
export function electronDist(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  for (const language of ['en-US', 'de', 'ja']) writeFileSync(join(folder, 'locales', `${language}.pak`), '')
  writeFileSync(join(folder, 'LICENSE'), 'Of Electron.\n')
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>Of Chromium.</p>\n')
  const standIn = resolve(import.meta.dirname, 'electron/electron')
  const wire = Buffer.concat([
    Buffer.from(`#!/bin/sh\nexec '${standIn}' "$@"\nexit\n${sentinel}`),
    Buffer.from([1, fuses]),
    Buffer.from('1'.repeat(fuses))
  ])
  writeFileSync(join(folder, 'electron'), wire)
  chmodSync(join(folder, 'electron'), 0o755)
  return folder
}
