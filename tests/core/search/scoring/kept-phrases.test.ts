import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { forgetKeptPhrases, KeptPhrases } from '../../../../src-main/core/search/scoring/kept-phrases.ts'
import { PhraseVectors } from '../../../../src-main/core/search/scoring/phrase-vectors.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'earshot kept '))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (made: unknown[] = ['tower 1', ['{}']]): KeptPhrases => new KeptPhrases(folder, made, 3)
const heard = (first: number, trust: number | null = 0.5) => ({
  vector: Float32Array.of(first, 0, 1),
  trust,
  sentence: null
})
const file = (): string => join(folder, readdirSync(folder)[0]!)

it('has a phrase after another start, and not what another tower made of it', () => {
  const first = open()
  first.put('sad piano', heard(1))
  first.put('rain', heard(2, null))
  expect(first.get('sad piano')).toEqual(heard(1))
  expect(open().get('sad piano')).toEqual(heard(1))
  expect(open().get('rain')).toEqual(heard(2, null))
  expect(open().get('piano')).toBeUndefined()
  expect(open(['tower 2', ['{}']]).get('rain')).toBeUndefined()
})

it('does not tell the words to whoever reads the file', () => {
  open().put('sad piano', heard(1))
  expect(readFileSync(file()).includes('piano')).toBe(false)
})

it('passes over what is damaged, and goes on after what was cut off', () => {
  const first = open()
  for (const [i, phrase] of ['one', 'two', 'three'].entries()) first.put(phrase, heard(i))
  const bytes = readFileSync(file())
  bytes[bytes.length / 3 + 20]! ^= 1
  writeFileSync(file(), bytes)
  truncateSync(file(), bytes.length - 5)
  const second = open()
  expect(['one', 'two', 'three'].map(phrase => second.get(phrase)?.vector[0])).toEqual([
    0,
    undefined,
    undefined
  ])
  second.put('four', heard(4))
  expect(open().get('four')).toEqual(heard(4))
})

it('keeps the last ones, of a file that has grown', () => {
  const first = open()
  for (let i = 0; i < 2010; i++) first.put(String(i), heard(i))
  const grown = statSync(file()).size
  const second = open()
  expect(second.get('9')).toBeUndefined()
  expect(second.get('10')).toEqual(heard(10))
  expect(statSync(file()).size).toBe((grown / 2010) * 2000)
})

it('is forgotten when that is asked, and where there is nothing that is all right', () => {
  open().put('sad piano', heard(1))
  writeFileSync(join(folder, 'other.bin'), '')
  forgetKeptPhrases(folder)
  expect(readdirSync(folder)).toEqual(['other.bin'])
  expect(() => forgetKeptPhrases(join(folder, 'none'))).not.toThrow()
  expect(new KeptPhrases(join(folder, 'other.bin'), [], 3).put('x', heard(1))).toBeUndefined()
})

it('spares the tower what is kept, and does not keep what is not understood', async () => {
  const asked: string[] = []
  const opened = (): PhraseVectors => {
    const tower = {
      embed: async (texts: readonly string[]) => texts.map(() => Float32Array.of(1, 0, 0)),
      trusted: async (texts: readonly string[]) => {
        asked.push(...texts)
        return texts.map(text => ({ ...heard(1, text === 'taxes' ? 0 : 1), sentence: Float32Array.of(1) }))
      }
    }
    const phrases = new PhraseVectors(tower, ['{}', '{} music'])
    phrases.judge = (_, number) => ({ trust: number === 0 ? 'not-understood' : 'heard', signs: [] })
    phrases.kept = open()
    return phrases
  }
  const once = await opened().trusted(['Sad  Piano', 'taxes'])
  const again = await opened().trusted(['sad piano', 'taxes'])
  expect(asked).toEqual(['sad piano', 'taxes', 'taxes'])
  expect(again.map(({ vector, trust }) => ({ vector, trust }))).toEqual(
    once.map(({ vector, trust }) => ({ vector, trust }))
  )
  expect(again[1]!.sentence).not.toBeNull()
})
