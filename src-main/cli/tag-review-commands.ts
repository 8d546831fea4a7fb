import { InvalidArgumentError, type Command } from 'commander'
import type { Run } from './program.ts'
import type { CommonOptions } from './session.ts'
import { tagHistory } from './tag-history.ts'
import { tagReview, type ReviewOptions } from './tag-review.ts'
import { tagUndo } from './tag-undo.ts'
import { tagWrite } from './tag-write.ts'

/** `earshot tag review|write|history|undo` */
export function addReviewCommands(tag: Command, run: Run, common: () => CommonOptions): void {
  tag
    .command('review [plan]')
    .description(
      'make and look through a plan of changes, file by file and field by field; writes no music file'
    )
    .option('--make', 'propose changes for every track that was heard')
    .option('--fields <list>', 'fields to propose, with commas (default: genre,mood,instrument,voice,energy)')
    .option('--mode <mode>', 'fill empty fields, add values, or replace them (default: fill)', modeOf)
    .option('--unsure', 'also propose what is not sure, unaccepted')
    .option('--import <file>', 'take a plan from JSON')
    .option('--export <file>', 'give the plan as JSON, to be edited and imported')
    .option('--accept <what...>', 'accept changes: all, field=…, value=…, file=ID, change=ID')
    .option('--refuse <what...>', 'refuse changes, named in the same way')
    .option('--discard', 'throw the plan away')
    .option('--list', 'list all plans')
    .option('--limit <n>', 'show at most so many files (default: 50)', idOf)
    .action((plan: string | undefined, options: ReviewOptions) =>
      run(common(), session => tagReview(session, plan === undefined ? undefined : idOf(plan), options))
    )
  tag
    .command('write <plan>')
    .description('write the accepted changes of a plan into the files')
    .option('--keep-times', "keep the files' times")
    .option('--yes', 'do not ask')
    .action((plan: string, options: { keepTimes?: boolean; yes?: boolean }) =>
      run(common(), session => tagWrite(session, idOf(plan), options))
    )
  tag
    .command('history [batch]')
    .description('what was written into files, in batches; of one batch, every field')
    .action((batch: string | undefined) =>
      run(common(), session => tagHistory(session, batch === undefined ? undefined : idOf(batch)))
    )
  tag
    .command('undo <batch>')
    .description('put fields back as they were, unless they were edited since')
    .option('--change <id...>', 'only these changes', (text, all: number[] = []) => [...all, idOf(text)])
    .option('--yes', 'do not ask')
    .action((batch: string, options: { change?: number[]; yes?: boolean }) =>
      run(common(), session => tagUndo(session, idOf(batch), options))
    )
}

const modes = ['fill', 'add', 'replace'] as const

function modeOf(text: string): (typeof modes)[number] {
  const mode = modes.find(known => known === text)
  if (mode !== undefined) return mode
  throw new InvalidArgumentError(`It must be ${modes.join(', ')}.`)
}

function idOf(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new InvalidArgumentError('It must be a whole number from 1.')
}
