import { Option, type Command } from 'commander'
import { termGroups, type TermGroup } from '#contract/field-uses.ts'
import { describe } from './describe.ts'
import type { Run } from '../run.ts'
import { auditTags } from './audit.ts'
import { suggestTags } from './suggest.ts'
import { showTerms } from './terms.ts'

/** The commands that say what is heard: `describe`, and of `tag` those that write nothing. */
export function addSoundCommands(program: Command, tag: Command, run: Run): void {
  program
    .command('describe <path...>')
    .description('say in plain words what files or folders sound like')
    .option('--from <seconds>', 'only from there on', Number)
    .option('--to <seconds>', 'only up to there', Number)
    .action((paths: string[], options: { from?: number; to?: number }) =>
      run(session => describe(session, paths, options))
    )
  tag
    .command('suggest [path...]')
    .description('the terms that surely fit, and how far each can be trusted (without paths: all tracks)')
    .option('--unsure', 'also what is not sure')
    .action((paths: string[], options: { unsure?: boolean }) =>
      run(session => suggestTags(session, paths, options))
    )
  tag
    .command('audit')
    .description('written genres that contradict the sound, whole albums first')
    .option('--limit <n>', 'at most so many', Number)
    .action((options: { limit?: number }) => run(session => auditTags(session, options)))
  tag
    .command('terms')
    .description('the vocabulary, and how far each term can be trusted')
    .addOption(new Option('--group <group>', 'only this group').choices(termGroups))
    .option('--import <file>', 'add terms: one a line, or CSV group,name[,phrase…]')
    .action((options: { import?: string; group?: TermGroup }) => run(session => showTerms(session, options)))
}
