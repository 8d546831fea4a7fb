import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { asItIs } from '../../../src-main/core/analysis/as-it-is.ts'
import { identityOf } from '../../../src-main/core/scan/content-identity.ts'
import { writeWav } from '../../support/audio.ts'
import { scratchFolder } from '../../support/database.ts'

/** With a title in its LIST INFO chunk, as bytes of an old character set. */
function withTitle(path: string, title: Buffer): void {
  const chunk = Buffer.alloc(12 + 8 + title.length)
  chunk.write('LIST', 0, 'latin1')
  chunk.writeUInt32LE(chunk.length - 8, 4)
  chunk.write('INFOINAM', 8, 'latin1')
  chunk.writeUInt32LE(title.length, 16)
  title.copy(chunk, 20)
  const whole = Buffer.concat([readFileSync(path), chunk])
  whole.writeUInt32LE(whole.length - 8, 4)
  writeFileSync(path, whole)
}

it('a file that is another now is read in the character set that old texts are in', async () => {
  const path = writeWav(join(scratchFolder(), 'song.wav'), { seconds: 1 })
  const contentId = identityOf(path)
  withTitle(path, Buffer.from('c3f0f3efefe0', 'hex'))
  const known = { path, contentId, charset: 'windows-1251' }
  const { now } = await asItIs(known, () => Promise.resolve(null))
  expect(now?.title).toBe('Группа')
  const same = { ...known, contentId: identityOf(path) }
  expect((await asItIs(same, () => Promise.resolve(null))).now).toBeNull()
})
