import type { Command } from 'commander'
import type { Run } from '../run.ts'
import { atLeastOne } from '../terminal/numbers.ts'
import { findDoubles } from './find.ts'
import { listDoubles } from './list.ts'
import { planDoubles } from './plan.ts'
import { partDoubles } from './part.ts'

/** `earshot doubles …` */
export function addDoublesCommands(program: Command, run: Run): void {
  const doubles = program
    .command('doubles')
    .description('files that hold the same recording, found by their sound')
  doubles
    .command('find')
    .description('look at the tracks that were not looked at yet; changes nothing')
    .action(() => run(findDoubles))
  doubles
    .command('list', { isDefault: true })
    .description('what was found: each file with its facts, and which is proposed to be kept')
    .option('--sure', 'only where the proposal is sure')
    .option('--limit <n>', 'at most so many recordings (default: 50)', atLeastOne)
    .action((options: { sure?: boolean; limit?: number }) => run(session => listDoubles(session, options)))
  doubles
    .command('plan [file...]')
    .description(
      'a plan by which the others leave the library, with these files kept (without: all that is sure)'
    )
    .option('--trash', "the files go to the system's trash; without it they stay where they are")
    .action((files: string[], options: { trash?: boolean }) =>
      run(session => planDoubles(session, files, options))
    )
  doubles
    .command('apart <file...>')
    .description('these files are not one recording: remembered, and not shown again')
    .option('--undo', 'they are after all')
    .action((files: string[], options: { undo?: boolean }) =>
      run(session => partDoubles(session, files, options))
    )
}
