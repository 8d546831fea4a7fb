import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-find-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function program(name: string, body: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${body}\n`)
  chmodSync(path, 0o755)
  return path
}

test('the setting comes before everything else', async () => {
  const chosen = program('chosen', 'echo ffmpeg version 9.9-mine')
  const { decoder, refused } = await findDecoder({ ffmpegPath: chosen })
  expect(decoder).toMatchObject({ kind: 'ffmpeg', path: chosen, detail: 'ffmpeg version 9.9-mine' })
  expect(refused).toEqual([])
})

test('a setting that does not work is said, and the next one is taken', async () => {
  program('ffmpeg', 'echo ffmpeg version 7.0-bundled')
  const wrong = program('wrong', 'echo I am something else')
  const { decoder, refused } = await findDecoder({ ffmpegPath: wrong, bundledFolders: [folder] })
  expect(decoder).toMatchObject({ path: join(folder, 'ffmpeg'), detail: 'ffmpeg version 7.0-bundled' })
  expect(refused).toEqual([{ code: 'does-not-run', path: wrong, said: null }])
})

test('without any ffmpeg the built-in decoders stand in, with the reasons', async () => {
  const { decoder, refused } = await findDecoder({
    ffmpegPath: join(folder, 'none'),
    searchPath: '/nowhere:.'
  })
  expect(decoder).toMatchObject({ kind: 'built-in', path: null })
  expect(refused).toEqual([{ code: 'not-a-program', path: join(folder, 'none') }, { code: 'none-found' }])
})
