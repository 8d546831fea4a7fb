import type { Command } from 'commander'
import type { Run } from './program.ts'
import { addReviewCommands } from './tag-review-commands.ts'
import type { CommonOptions } from './session.ts'
import { addSoundCommands } from './tag-sound-commands.ts'
import { tagTeach, type TeachOptions } from './tag-teach.ts'

/** `earshot tag …` */
export function addTagCommands(program: Command, run: Run, common: () => CommonOptions): void {
  const tag = program.command('tag').description('suggest, teach, review, write and undo tags')
  tag
    .command('teach [name]')
    .description('teach a tag of your own by examples, and see what fits it')
    .option('--yes <file...>', 'tracks that are it')
    .option('--no <file...>', 'tracks that are not')
    .option('--ask', 'show the tracks whose mark would teach it most')
    .option('--list', 'list all taught tags')
    .option('--remove', 'remove the tag; its examples are kept')
    .option('--limit <n>', 'at most so many tracks (default: 20)', Number)
    .action((name: string | undefined, options: TeachOptions) =>
      run(common(), session => tagTeach(session, name, options))
    )
  addReviewCommands(tag, run, common)
  addSoundCommands(program, tag, run, common)
}
