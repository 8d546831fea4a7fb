import { describe, expect, it } from 'vitest'
import type { EntryReason, SmartReason } from '#contract/reasons.ts'
import { say } from '../../src-renderer/text/say.ts'
import { rowsOf } from '../support/words/cases.ts'
import { entryReasons, smartReasons } from '../support/words/reasons.ts'

/** What the window says of what core hands out as codes. */

describe('why a track is there', () => {
  it.each(rowsOf<EntryReason>(entryReasons))('%s', (words, of) =>
    expect(say.playlists.entryReason(of)).toBe(words)
  )
})

describe('why a track came or went', () => {
  it.each(rowsOf<SmartReason>(smartReasons))('%s', (words, of) =>
    expect(say.playlists.smartReason(of)).toBe(words)
  )
})
