import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readFields, writeFields } from '../../../src-main/core/tags/index.ts'
import { encode, writeWav, type Format } from '../../support/audio.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-not-utf8-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file whose genre is "Électro" in Latin-1, where its format asks for UTF-8. */
function latinGenre(format: Format): string {
  const wav = writeWav(join(folder, `${format}.wav`), { seconds: 0.5 })
  const path = encode(wav, format, { tags: { genre: 'QQQlectro', title: 'Title' } })
  writeFields(path, { genre: ['QQQlectro'] }) // in UTF-8, whatever the encoder chose
  const bytes = readFileSync(path)
  const at = bytes.indexOf('QQQlectro')
  bytes.write('J\xc9\xe9', at, 'latin1')
  writeFileSync(path, bytes)
  return path
}

test.each(['flac', 'mp3', 'm4a'] as const)('%s: text that is no UTF-8 comes back as it was', format => {
  const path = latinGenre(format)
  const { genre } = readFields(path).fields
  expect(genre).toEqual(['JÉélectro'])

  writeFields(path, { genre: [...genre, 'Rock'] })
  expect(readFields(path).fields.genre).toEqual(['JÉélectro', 'Rock'])
  writeFields(path, { genre: ['Rock'] })
  writeFields(path, { genre })
  expect(readFields(path).fields.genre).toEqual(['JÉélectro'])
})

test('Vorbis comments: a value that stays keeps its bytes', () => {
  const path = latinGenre('flac')
  writeFields(path, { genre: ['Rock', ...readFields(path).fields.genre] })
  expect(readFileSync(path).includes(Buffer.from('J\xc9\xe9lectro', 'latin1'))).toBe(true)
})
