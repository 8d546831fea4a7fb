import { describe, expect, it } from 'vitest'
import type { Confinement } from '#contract/entities.ts'
import type { DatabaseFault, ModelFault, ProviderFault } from '#contract/faults.ts'
import type { Expectation } from '#contract/expected.ts'
import type { EntryReason, SmartReason } from '#contract/reasons.ts'
import type { DraftNote, ExportLoss, ImportNote, Meaning, ReportNote, RuleNote } from '#contract/remarks.ts'
import { say } from '../../src-renderer/text/say.ts'
import {
  confinements,
  databaseFaults,
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

describe('what was understood of a wish', () => {
  it.each(rowsOf<Meaning>(meanings))('%s', (words, of) =>
    // Some stand behind the words that they are of.
    expect(say.playlists.maker.chip('it', of).replace(/^it: /, '')).toBe(words)
  )
})

it('words that a list is to be without are named in the chip', () => {
  const meaning = { code: 'sound', phrase: 'drums', negative: true } as const
  expect(say.playlists.maker.chip('no drums', meaning)).toBe('no drums: as little of this as possible')
})

describe('what of a draft could not be done', () => {
  it.each(rowsOf<DraftNote>(draftNotes))('%s', (words, of) =>
    expect(say.playlists.maker.note(of)).toBe(words)
  )
})

describe('what rules come to nothing', () => {
  it.each(rowsOf<RuleNote>(ruleNotes))('%s', (words, of) => expect(say.playlists.editor.note(of)).toBe(words))
})

describe('what a look leaves out', () => {
  it.each(rowsOf<ReportNote>(reportNotes))('%s', (words, of) =>
    expect(say.playlists.report.note(of)).toBe(words)
  )
})

describe('what a format cannot carry', () => {
  it.each(rowsOf<ExportLoss>(exportLosses))('%s', (words, of) =>
    expect(say.playlists.exporting.loss(of)).toBe(words)
  )
})

describe('what an import left out', () => {
  it.each(rowsOf<ImportNote>(importNotes))('%s', (words, of) =>
    expect(say.playlists.imported.note(of)).toBe(words)
  )
})

describe('what the search expected', () => {
  it.each(rowsOf<Expectation>(expectations))('%s', (words, of) => expect(say.search.takes(of)).toBe(words))
})

describe('what a playlist sounds like', () => {
  it.each(playlistSounds)('%o: %s', (of, words) => expect(say.playlists.report.sound(of)).toBe(words))
})

describe('how a track differs', () => {
  it.each(aparts)('%o: %s', (of, words) => expect(say.playlists.report.apart(of)).toBe(words))
})

describe('what tracks sound like', () => {
  it.each(descriptions)('%s', (words, of) => expect(say.tags.description(of)).toBe(words))
})

describe('why a provider is not in use', () => {
  it.each(rowsOf<ProviderFault>(providerFaults))('%s', (words, of) =>
    expect(say.settings.providerFault(of)).toBe(words)
  )
})

describe('why a model cannot be used', () => {
  it.each(rowsOf<ModelFault>(modelFaults))('%s', (words, of) => expect(say.models.fault(of)).toBe(words))
})

describe('what is wrong with the database', () => {
  it.each(rowsOf<DatabaseFault>(databaseFaults))('%s', (words, of) =>
    expect(say.settings.databaseFault(of)).toBe(words)
  )
})

describe('what is wrong, and what to do', () => {
  it.each(problems)('%s', (_, of, words) => expect(say.settings.problem(of)).toEqual(words))
  it('with a model that is known to be broken', () => {
    const [of, words] = knownFault
    expect(say.models.knownFault(of)).toBe(words)
  })
})

it('names a plan by its fields and tracks', () => {
  expect(say.tags.plans.named(['genre', 'mood'], 12)).toBe('genre, mood of 12 tracks')
  expect(say.tags.plans.named(['bpm'], 1)).toBe('bpm of a track')
})

describe('what rights decoders have', () => {
  it.each(rowsOf<Confinement>(confinements))('%s', (words, of) =>
    expect(say.settings.confinement(of)).toBe(words)
  )
})
