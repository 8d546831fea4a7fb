import { Option, type Command } from 'commander'
import { filterFields, namesOfFilter } from '#contract/field-uses.ts'
import { cueFormats } from '#contract/moments.ts'
import { expectationText } from '../../words/index.ts'
import type { Run } from '../run.ts'
import { takesDescriptions } from '../terminal/arguments.ts'
import { amount, atLeastOne, whole } from '../terminal/numbers.ts'
import type { SearchOptions } from './variety.ts'
import { map, type MapOptions } from './map.ts'
import { moments, type MomentsOptions } from './moments.ts'
import { search } from './search.ts'
import { searches } from './searches.ts'
import { similar } from './similar.ts'

const perArtist = [
  '--per-artist <n>',
  'at most so many of one artist (default: any number)',
  whole(0, 10_000)
] as const
const diversity = [
  '--diversity <n>',
  'from 0, the best first, to 1, as varied as can be (default: 0)',
  amount(0, 1)
] as const
const versions = ['--versions', 'every file by itself, also of a recording that is there already'] as const

/** `earshot search|searches|similar|moments|map` */
export function addSearchCommands(program: Command, run: Run): void {
  takesDescriptions(program.command('search <text...>'))
    .description('find tracks by describing them: "sad solo piano", "cheerful tune -vocals year:1980..1989"')
    .option('--limit <n>', 'at most so many results (default: 20)', atLeastOne)
    .option('--all', 'rank every analysed track, past the line where the good results end')
    .option(...perArtist)
    .option(...diversity)
    .option(...versions)
    .addHelpText('after', `\nFilters, anywhere in the text:\n${filterLines.join('\n')}`)
    .action((words: string[], options: SearchOptions & { all?: boolean }) =>
      run(session => search(session, words, options))
    )
  program
    .command('searches')
    .description('searches that are kept, each with how many tracks it finds')
    .option('--save <text>', 'keep this one')
    .option('--forget <n>', 'keep the one of this number no longer', atLeastOne)
    .action((options: { save?: string; forget?: number }) => run(session => searches(session, options)))
  program
    .command('similar <file...>')
    .description('find tracks that sound like these')
    .option('--text <words>', 'bend the answer: "calmer, no drums"')
    .option('--limit <n>', 'at most so many results (default: 20)', atLeastOne)
    .option(...perArtist)
    .option(...diversity)
    .option(...versions)
    .action((files: string[], options: SearchOptions & { text?: string }) =>
      run(session => similar(session, files, options))
    )
  takesDescriptions(program.command('moments <text...>'))
    .description('find passages by describing them: "saxophone solo", "choir -drums"')
    .option('--limit <n>', 'at most so many passages (default: 20)', atLeastOne)
    .option(...perArtist)
    .option(...versions)
    .addOption(new Option('--format <format>', 'as cue points').choices(cueFormats))
    .option('--out <file>', 'write the cue points (JSON unless told otherwise) into a file')
    .action((words: string[], options: MomentsOptions) => run(session => moments(session, words, options)))
  program
    .command('map')
    .description('places of all tracks: by axes such as "calm … wild", or without them by likeness')
    .option('--x <axis>', 'from left to right: two phrases with "…" or "..." between them, or one')
    .option('--y <axis>', 'from below: the same')
    .option('--again', 'by likeness: lay all of it out again')
    .action((options: MapOptions) => run(session => map(session, options)))
}

const filterLines = filterFields.map(field => {
  const name = `${namesOfFilter(field)[0]}:`
  return `  ${name.padEnd(10)} ${expectationText({ code: 'value', of: field })}`
})
