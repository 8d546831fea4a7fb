import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { mp4Length } from '../../../../src-main/core/audio/playing/mp4-length.ts'
import { encode, writeWav } from '../../../support/audio.ts'

test('the length of MP4 is told to the sample: by its edit list, by iTunes, or not at all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-mp4-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const wav = writeWav(join(folder, 'a.wav'), { seconds: 30_001 / 44_100 })
  expect(mp4Length(wav)).toBeNull()
  const smpb = ' 00000000 00000840 000001CA 0000000000007531 00000000 00000000'
  const plain = encode(wav, 'm4a')
  expect(Math.round(mp4Length(plain)! * 44_100)).toBe(30_001)
  const said = encode(wav, 'm4a', { to: join(folder, 'said.m4a'), tags: { comment: `iTunSMPB${smpb}` } })
  expect(Math.round(mp4Length(said)! * 44_100)).toBe(0x7531)
  const bytes = readFileSync(plain)
  bytes.write('free', bytes.indexOf('edts'), 'latin1')
  const silent = join(folder, 'silent.m4a')
  writeFileSync(silent, bytes)
  expect(mp4Length(silent)).toBeNull()
  writeFileSync(silent, bytes.subarray(0, bytes.indexOf('moov') + 40))
  expect(mp4Length(silent)).toBeNull()
})
