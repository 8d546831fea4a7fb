import type { TagField } from '#contract/field-uses.ts'
import type { PlanMode } from '#contract/tagging.ts'
import { count } from '../numbers.ts'

export const plans = {
  lead: 'A plan says what would be written into which file. Nothing is written before you have seen it.',
  none: 'No plan yet',
  noneLead:
    'Earshot proposes tags it is sure of. You look through them, change what you like, and only then are they written. All of it can be undone.',
  make: 'New plan',
  /** What a plan is called where nobody gives it a name. */
  named: (fields: readonly TagField[], tracks: number): string =>
    `${fields.join(', ')} of ${tracks === 1 ? 'a track' : `${tracks} tracks`}`,
  oldTexts: {
    planName: 'Texts of old tags',
    make: (n: number): string => `Put old texts right (${count(n)})`,
    why: (n: number): string =>
      `The tags of ${n === 1 ? 'a track' : `${count(n)} tracks`} do not say which letters they mean. Earshot can tell by whole albums, and proposes what to write.`
  },
  importPlan: 'Import a plan',
  list: 'Plans',
  columns: { name: 'Plan', state: 'State', files: 'Files', changes: 'Changes', made: 'Made' },
  states: { making: 'being made', open: 'to review', written: 'written', discarded: 'discarded' },
  open: (name: string): string => `Review ${name}`,
  accepted: (accepted: number, all: number): string => `${count(accepted)} of ${count(all)} accepted`,
  outcome: (written: number, failed: number): string =>
    failed ? `${count(written)} written, ${count(failed)} refused` : `${count(written)} written`,
  discard: 'Discard',
  discarded: (name: string): string => `Discarded ${name}. No file was touched.`,
  exportPlan: 'Export',
  form: {
    name: 'Name',
    namePlaceholder: 'Optional',
    scope: 'For',
    scopes: { all: 'the whole library' },
    searchCount: (n: number): string => `what the search found (${count(n)})`,
    oneNamed: (track: string): string => `“${track}” only`,
    fields: 'Write',
    mode: 'Where a field',
    modes: {
      fill: 'is empty',
      add: 'has values, add to them',
      replace: 'has values, replace them'
    } satisfies Record<PlanMode, string>,
    modeNotes: {
      fill: 'Only empty fields are filled. Nothing you wrote changes.',
      add: 'New values are put beside those written. Nothing is taken away.',
      replace: 'Values in the file are replaced. Look through these with care.'
    } satisfies Record<PlanMode, string>,
    unsure: 'Also words that are less sure (they come unaccepted)',
    run: 'Make the plan',
    running: 'Starting…'
  }
} as const
