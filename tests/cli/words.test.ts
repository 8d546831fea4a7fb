import { describe, expect, it } from 'vitest'
import type { EntryReason, SmartReason } from '#contract/reasons.ts'
import { entryReasonText, smartReasonText } from '../../src-main/words/index.ts'
import { rowsOf } from '../support/words/cases.ts'
import { entryReasons, smartReasons } from '../support/words/reasons.ts'

/** What the command line says of what core hands out as codes. */

describe('why a track is there', () => {
  it.each(rowsOf<EntryReason>(entryReasons))('%s', (words, of) => expect(entryReasonText(of)).toBe(words))
})

describe('why a track came or went', () => {
  it.each(rowsOf<SmartReason>(smartReasons))('%s', (words, of) => expect(smartReasonText(of)).toBe(words))
})
