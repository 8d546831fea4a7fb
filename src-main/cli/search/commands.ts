import type { Command } from 'commander'
import { filterFields, namesOfFilter } from '#contract/field-uses.ts'
import { expectationText } from '../../words/index.ts'
import type { Run } from '../run.ts'
import { takesDescriptions } from '../terminal/arguments.ts'
import { atLeastOne } from '../terminal/numbers.ts'
import { search } from './search.ts'
import { similar } from './similar.ts'

/** `earshot search|similar` */
export function addSearchCommands(program: Command, run: Run): void {
  takesDescriptions(program.command('search <text...>'))
    .description('find tracks by describing them: "sad solo piano", "cheerful tune -vocals year:1980..1989"')
    .option('--limit <n>', 'at most so many results (default: 20)', atLeastOne)
    .option('--all', 'rank every analysed track, past the line where the good results end')
    .addHelpText('after', `\nFilters, anywhere in the text:\n${filterLines.join('\n')}`)
    .action((words: string[], options: { limit?: number; all?: boolean }) =>
      run(session => search(session, words, options))
    )
  program
    .command('similar <file...>')
    .description('find tracks that sound like these')
    .option('--text <words>', 'bend the answer: "calmer -drums"')
    .option('--limit <n>', 'at most so many results (default: 20)', atLeastOne)
    .action((files: string[], options: { text?: string; limit?: number }) =>
      run(session => similar(session, files, options))
    )
}

const filterLines = filterFields.map(field => {
  const name = `${namesOfFilter(field)[0]}:`
  return `  ${name.padEnd(10)} ${expectationText({ code: 'value', of: field })}`
})
