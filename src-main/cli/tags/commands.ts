import { Option, type Command } from 'commander'
import type { Run } from '../run.ts'
import { addEditCommands } from './edit-commands.ts'
import { addReviewCommands } from './review-commands.ts'
import { addRenameCommand } from './rename-command.ts'
import { addSoundCommands } from './sound-commands.ts'
import { teachTag, type TeachOptions } from './teach.ts'
import { atLeastOne } from '../terminal/numbers.ts'

const teaching = ['list', 'rename', 'remove', 'restore', 'yes', 'no', 'unmark', 'ask']
/** An option of `tag teach` that does one thing, and goes with no other. */
function alone(flags: string, description: string): Option {
  const option = new Option(flags, description)
  return option.conflicts(teaching.filter(name => name !== option.attributeName()))
}

/** `earshot tag …` */
export function addTagCommands(program: Command, run: Run): void {
  const tag = program.command('tag').description('suggest, teach, review, write and undo tags')
  tag
    .command('teach [name]')
    .description('teach a tag of your own by examples, and see what fits it')
    .option('--yes <file...>', 'tracks that are it')
    .option('--no <file...>', 'tracks that are not')
    .option('--unmark <file...>', 'tracks whose mark is taken back')
    .option('--ask', 'show the tracks whose mark would teach it most')
    .addOption(alone('--list', 'list all taught tags'))
    .addOption(alone('--rename <name>', 'give the tag another name'))
    .addOption(alone('--remove', 'remove the tag; its examples are kept'))
    .addOption(alone('--restore', 'bring the tag back that was removed'))
    .option('--limit <n>', 'at most so many tracks (default: 20)', atLeastOne)
    .action((name: string | undefined, options: TeachOptions) =>
      run(session => teachTag(session, name, options))
    )
  addEditCommands(tag, run)
  addReviewCommands(tag, run)
  addRenameCommand(program, run)
  addSoundCommands(program, tag, run)
}
