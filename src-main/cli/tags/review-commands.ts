import { InvalidArgumentError, type Command } from 'commander'
import type { Run } from '../run.ts'
import { idOf } from '../terminal/numbers.ts'
import { showHistory } from './history.ts'
import { usualFields } from './choice.ts'
import { repairTexts, type RepairTextsOptions } from './repair-texts.ts'
import { reviewTags, type ReviewOptions } from './review.ts'
import { undoTags } from './undo.ts'
import { writeTags } from './write.ts'

/** `earshot tag review|write|history|undo` */
export function addReviewCommands(tag: Command, run: Run): void {
  tag
    .command('review')
    .argument('[plan]', 'number of the plan (default: the newest)', idOf)
    .description(
      'make and look through a plan of changes, file by file and field by field; writes no music file'
    )
    .option('--make', 'propose changes for every track that was heard')
    .option('--only <path...>', 'with --make: only for these files and folders')
    .option('--audit', 'propose other genres where the written ones contradict the sound, unaccepted')
    .option('--fields <list>', `fields to propose, with commas (default: ${usualFields})`)
    .option('--mode <mode>', 'fill empty fields, add values, or replace them (default: fill)', modeOf)
    .option('--unsure', 'also propose what is not sure, unaccepted')
    .option('--import <file>', 'take a plan from JSON')
    .option('--export <file>', 'give the plan as JSON, to be edited and imported')
    .option('--accept <what...>', 'accept changes: all, field=…, value=…, file=ID, change=ID')
    .option('--refuse <what...>', 'refuse changes, named in the same way')
    .option('--discard', 'throw the plan away')
    .option('--list', 'list all plans')
    .option('--limit <n>', 'show at most so many files (default: 50)', idOf)
    .action((plan: number | undefined, options: ReviewOptions) =>
      run(session => reviewTags(session, plan, options))
    )
  tag
    .command('repair-texts')
    .argument('[path...]', 'only of these files and folders')
    .description('plan to write texts right whose old tags do not say how they are encoded')
    .option('--charset <name>', 'the set they are in (default: detected, album by album)')
    .option('--read-as <name>', 'read such texts so from now on, in the whole library; makes no plan')
    .option('--limit <n>', 'show at most so many files (default: 50)', idOf)
    .action((paths: string[], options: RepairTextsOptions) =>
      run(session => repairTexts(session, paths, options))
    )
  tag
    .command('write')
    .argument('<plan>', 'number of the plan', idOf)
    .description('write the accepted changes of a plan into the files')
    .option('--keep-times', "keep the files' times")
    .option('--yes', 'do not ask')
    .action((plan: number, options: { keepTimes?: boolean; yes?: boolean }) =>
      run(session => writeTags(session, plan, options))
    )
  tag
    .command('history')
    .argument('[batch]', 'number of the batch', idOf)
    .description('what was written into files, in batches; of one batch, every field')
    .action((batch: number | undefined) => run(session => showHistory(session, batch)))
  tag
    .command('undo')
    .argument('<batch>', 'number of the batch', idOf)
    .description('put fields back as they were, unless they were edited since')
    .option('--change <id...>', 'only these changes', (text, all: number[] = []) => [...all, idOf(text)])
    .option('--yes', 'do not ask')
    .action((batch: number, options: { change?: number[]; yes?: boolean }) =>
      run(session => undoTags(session, batch, options))
    )
}

const modes = ['fill', 'add', 'replace'] as const

function modeOf(text: string): (typeof modes)[number] {
  const mode = modes.find(known => known === text)
  if (mode !== undefined) return mode
  throw new InvalidArgumentError(`It must be ${modes.join(', ')}.`)
}
