import { describe, expect, it } from 'vitest'
import type { DatabaseFault, DecodeWarning, ModelFault, ProviderFault } from '#contract/faults.ts'
import type { Confinement } from '#contract/entities.ts'
import type { Expectation } from '#contract/expected.ts'
import type { EntryReason, SmartReason } from '#contract/reasons.ts'
import type { DraftNote, ExportLoss, ImportNote, Meaning, ReportNote, RuleNote } from '#contract/remarks.ts'
import {
  apartText,
  confinementText,
  databaseFaultText,
  decodeWarningText,
  knownFaultText,
  modelFaultText,
  problemText,
  providerFaultText,
  descriptionText,
  draftNoteText,
  entryReasonText,
  expectationText,
  exportLossText,
  importNoteText,
  meaningText,
  planNameText,
  playlistSoundText,
  reportNoteText,
  ruleNoteText,
  smartReasonText
} from '../../src-main/words/index.ts'
import {
  databaseFaults,
  confinements,
  decodeWarnings,
  knownFault,
  modelFaults,
  problems,
  providerFaults
} from '../support/words/faults.ts'
import { rowsOf } from '../support/words/cases.ts'
import { descriptions } from '../support/words/descriptions.ts'
import { expectations } from '../support/words/expected.ts'
import { entryReasons, smartReasons } from '../support/words/reasons.ts'
import {
  aparts,
  draftNotes,
  exportLosses,
  importNotes,
  meanings,
  playlistSounds,
  reportNotes,
  ruleNotes
} from '../support/words/remarks.ts'

/** What the command line says of what core hands out as codes. */

describe('why a track is there', () => {
  it.each(rowsOf<EntryReason>(entryReasons))('%s', (words, of) => expect(entryReasonText(of)).toBe(words))
})

describe('why a track came or went', () => {
  it.each(rowsOf<SmartReason>(smartReasons))('%s', (words, of) => expect(smartReasonText(of)).toBe(words))
})

describe('what was understood of a wish', () => {
  it.each(rowsOf<Meaning>(meanings))('%s', (words, of) => expect(meaningText(of)).toBe(words))
})

describe('what of a draft could not be done', () => {
  it.each(rowsOf<DraftNote>(draftNotes))('%s', (words, of) => expect(draftNoteText(of)).toBe(words))
})

describe('what rules come to nothing', () => {
  it.each(rowsOf<RuleNote>(ruleNotes))('%s', (words, of) => expect(ruleNoteText(of)).toBe(words))
})

describe('what a look leaves out', () => {
  it.each(rowsOf<ReportNote>(reportNotes))('%s', (words, of) => expect(reportNoteText(of)).toBe(words))
})

describe('what a format cannot carry', () => {
  it.each(rowsOf<ExportLoss>(exportLosses))('%s', (words, of) => expect(exportLossText(of)).toBe(words))
})

describe('what an import left out', () => {
  it.each(rowsOf<ImportNote>(importNotes))('%s', (words, of) => expect(importNoteText(of)).toBe(words))
})

describe('what the search expected', () => {
  it.each(rowsOf<Expectation>(expectations))('%s', (words, of) => expect(expectationText(of)).toBe(words))
})

describe('what a playlist sounds like', () => {
  it.each(playlistSounds)('%o: %s', (of, words) => expect(playlistSoundText(of)).toBe(words))
})

describe('how a track differs', () => {
  it.each(aparts)('%o: %s', (of, words) => expect(apartText(of)).toBe(words))
})

describe('what tracks sound like', () => {
  it.each(descriptions)('%s', (words, of) => expect(descriptionText(of)).toBe(words))
})

describe('why a provider is not in use', () => {
  it.each(rowsOf<ProviderFault>(providerFaults))('%s', (words, of) =>
    expect(providerFaultText(of)).toBe(words)
  )
})

describe('why a model cannot be used', () => {
  it.each(rowsOf<ModelFault>(modelFaults))('%s', (words, of) => expect(modelFaultText(of)).toBe(words))
})

describe('what is wrong with the database', () => {
  it.each(rowsOf<DatabaseFault>(databaseFaults))('%s', (words, of) =>
    expect(databaseFaultText(of)).toBe(words)
  )
})

describe('what is wrong, and what to do', () => {
  it.each(problems)('%s', (_, of, words) => expect(problemText(of)).toEqual(words))
  it('with a model that is known to be broken', () => {
    const [of, words] = knownFault
    expect(knownFaultText(of)).toBe(words)
  })
})

it('names a plan by its fields and tracks', () => {
  expect(planNameText(['genre', 'mood'], 12)).toBe('genre, mood of 12 tracks')
  expect(planNameText(['bpm'], 1)).toBe('bpm of a track')
})

describe('what rights decoders have', () => {
  it.each(rowsOf<Confinement>(confinements))('%s', (words, of) => expect(confinementText(of)).toBe(words))
})

describe('what was wrong with a file that was heard', () => {
  it.each(rowsOf<DecodeWarning>(decodeWarnings))('%s', (words, of) =>
    expect(decodeWarningText(of)).toBe(words)
  )
})
