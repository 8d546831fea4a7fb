import type { Command } from 'commander'
import { patternFields, usualPatterns } from '#contract/name-patterns.ts'
import type { Run } from '../run.ts'
import { atLeastOne } from '../terminal/numbers.ts'
import { rename, type RenameOptions } from './rename.ts'

/** `earshot rename` */
export function addRenameCommand(program: Command, run: Run): void {
  program
    .command('rename <pattern> <query|path...>')
    .description(
      'name and move files by a pattern; shows the tree and makes a plan, writes it with --yes only'
    )
    .option('--to <folder>', 'below this folder of the library (default: the one each file is in)')
    .option('--yes', 'move the files')
    .option('--limit <n>', 'show at most so many lines of the tree (default: 200)', atLeastOne)
    .addHelpText('after', help)
    .action((pattern: string, words: string[], options: RenameOptions) =>
      run(session => rename(session, pattern, words, options))
    )
}

const help = `
A pattern says fields in braces: ${patternFields.join(', ')}.
  {albumartist|artist|"Unknown"}  the first that says something
  {disc-}  {"CD "disc/}           with what stands around it, or not at all
  {track:3}  {artist:first}       three digits; the first letter; also sort, upper, lower, cut40

Examples:
${usualPatterns.map(pattern => `  earshot rename '${pattern}' ~/Music/new`).join('\n')}`
