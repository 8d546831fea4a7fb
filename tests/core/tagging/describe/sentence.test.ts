import { describe, expect, it } from 'vitest'
import type { Measured } from '../../../../src-main/contract/measured.ts'
import type { Suggestion } from '../../../../src-main/contract/tagging.ts'
import { sentenceOf } from '../../../../src-main/core/tagging/describe/sentence.ts'

const word = (group: Suggestion['group'], term: string): Suggestion => ({
  group,
  term,
  score: 2,
  sure: true,
  reliability: { source: 'library', auc: 0.9, precision: 0.8, examples: 20 },
  moment: null,
  written: false
})
const measured: Measured = {
  bpm: 72.4,
  bpmConfidence: 0.9,
  bpmOther: null,
  key: 'A minor',
  keyConfidence: 0.8,
  loudness: -16,
  loudnessRange: 5,
  truePeak: -1
}

describe('sentenceOf', () => {
  it('puts words and figures into one sentence', () => {
    const words = [word('mood', 'Calm'), word('genre', 'Celtic'), word('instrument', 'Harp')]
    expect(sentenceOf(words, measured, 1)).toBe(
      'Calm Celtic music with harp, slow (about 72 BPM), in A minor.'
    )
  })
  it('names instruments in a row and no music twice', () => {
    const words = ['Piano', 'Cello', 'Flute'].map(name => word('instrument', name))
    expect(sentenceOf([word('genre', 'Chamber Music'), ...words], null, 1)).toBe(
      'Chamber music with piano, cello and flute.'
    )
  })
  it('is honest where nothing is sure', () => {
    expect(sentenceOf([], null, 1)).toBe('No word is sure enough to be said.')
    expect(sentenceOf([], { ...measured, keyConfidence: 0.1 }, 1)).toBe(
      'No word is sure enough to be said; it is slow (about 72 BPM).'
    )
    expect(sentenceOf([], measured, 0)).toBe('Not listened to yet.')
  })
})
