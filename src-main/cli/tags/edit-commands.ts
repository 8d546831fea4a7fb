import { Option, type Command } from 'commander'
import { caseLanguages, letterCases, type CaseLanguage, type Step } from '#contract/edits.ts'
import { EarshotError } from '#contract/errors.ts'
import type { FileField } from '#contract/change-fields.ts'
import type { Run } from '../run.ts'
import { atLeastOne, idOf, whole } from '../terminal/numbers.ts'
import { coverTags, kindOf, type CoverOptions } from './cover.ts'
import { editTags, type EditOptions } from './edit.ts'
import { fileFieldOf, fileFieldsOf, setTags } from './set.ts'

interface FixOptions extends EditOptions {
  fields?: string
  from?: number
  total?: boolean
  width?: number
  perDisc?: boolean
  language?: CaseLanguage
  regex?: boolean
  matchCase?: boolean
  whole?: boolean
}

/** What helpers for texts look at unless told otherwise. */
const usualTexts = 'title,artist,album,albumArtist'

/** `earshot tag set|cover|fix` */
export function addEditCommands(tag: Command, run: Run): void {
  withTracks(
    tag
      .command('set')
      .argument('<what...>', 'FIELD=VALUE, FIELD+=VALUE, FIELD-=VALUE, FIELD= ; then files and folders')
      .description('plan fields by hand: set, add to, take from or clear them, and show what would change')
  ).action((words: string[], options: EditOptions) => run(session => setTags(session, words, options)))

  withTracks(
    tag
      .command('cover')
      .argument('[path...]', 'files and folders')
      .description(
        'list the pictures in files, save them out, or plan to change them and show what would change'
      )
      .option('--add <file>', 'put a picture beside those that are there')
      .option('--replace <file>', 'put a picture in the place of those of its kind')
      .option('--from-folder', 'the picture beside each file (cover, folder, front) becomes its front')
      .option('--kind <kind>', 'what it shows: front, back, artist, media … (default: front)', kindOf)
      .option('--remove [kinds]', 'take pictures out: all, or those of these kinds, with commas', text =>
        text.split(',').map(kindOf)
      )
      .option('--scale <points>', 'make larger ones no longer than this on a side', whole(64, 4000))
      .option('--save <folder>', 'write the pictures into a folder; changes no music file')
  ).action((paths: string[], options: CoverOptions) => run(session => coverTags(session, paths, options)))

  const fix = tag.command('fix').description('plan what a helper does with tags, and show what would change')
  const helper = (name: string, args: readonly string[], description: string): Command => {
    const command = fix.command(name).description(description)
    for (const one of args) command.argument(`<${one}>`)
    return withTracks(command.argument('[path...]', 'files and folders'))
  }
  const texts = (command: Command): Command =>
    command.option('--fields <list>', `fields with commas, custom:NAME too (default: ${usualTexts})`)
  /** The arguments of a helper, the paths behind them, and its options make its step. */
  const does = (
    command: Command,
    name: string,
    stepOf: (args: string[], options: FixOptions) => Step
  ): Command =>
    command.action((...given: unknown[]) => {
      const args = given.filter(one => typeof one === 'string')
      const paths = given.find(one => Array.isArray(one)) as string[]
      const options = given.find(one => isOptions(one)) as FixOptions
      return run(session => editTags(session, name, [stepOf(args, options)], paths, options))
    })

  does(
    helper('number', [], 'number tracks in the order of --ids, or of their paths')
      .option('--from <n>', 'the first number (default: 1)', whole(1, 9999))
      .option('--no-total', 'without how many there are')
      .option('--width <n>', 'digits at least (default: 1)', whole(1, 4))
      .option('--per-disc', 'begin again on each disc'),
    'Numbers',
    (_, { from = 1, total = true, width = 1, perDisc = false }) => ({
      do: 'number',
      from,
      total,
      width,
      perDisc
    })
  )
  does(
    texts(helper('case', ['how'], `write letters as ${letterCases.join(', ')}`)).addOption(
      new Option('--language <name>', 'whose rules (default: en)').choices(caseLanguages)
    ),
    'Letters',
    ([how], { fields, language = 'en' }) => ({
      do: 'case',
      how: caseOf(how!),
      fields: textsOf(fields),
      language
    })
  )
  does(
    texts(helper('replace', ['find', 'with'], 'find and replace'))
      .option('--regex', 'it is an expression of JavaScript')
      .option('--match-case', 'capitals count')
      .option('--whole', 'whole words only'),
    'Replaced',
    ([find, fresh], { fields, regex = false, matchCase = false, whole: words = false }) => ({
      do: 'replace',
      fields: textsOf(fields),
      find: find!,
      with: fresh!,
      regex,
      matchCase,
      whole: words
    })
  )
  does(
    withFields(helper('split', ['sign'], 'part values at a sign: one value becomes several'), 'genre'),
    'Parted',
    ([at], { fields = 'genre' }) => ({ do: 'split', fields: fileFieldsOf(fields), at: at! })
  )
  does(
    withFields(helper('join', ['sign'], 'join several values to one, with a sign between them'), 'artist'),
    'Joined',
    ([sign], { fields = 'artist' }) => ({ do: 'join', fields: fileFieldsOf(fields), with: sign! })
  )
  does(
    helper(
      'from-name',
      ['pattern'],
      'take fields out of file and folder names: "{artist}/{album}/{track} {title}"'
    ),
    'From names',
    ([pattern]) => ({ do: 'fromName', pattern: pattern! })
  )
  does(helper('swap', ['a', 'b'], 'swap two fields'), 'Swapped', ([a, b]) => ({
    do: 'swap',
    a: fileFieldOf(a!),
    b: fileFieldOf(b!)
  }))
  does(helper('copy', ['from', 'to'], 'copy one field to another'), 'Copied', ([from, to]) => ({
    do: 'copy',
    from: fileFieldOf(from!),
    to: fileFieldOf(to!)
  }))
  does(texts(helper('clean', [], 'take away spaces that nobody wants')), 'Cleaned', (_, { fields }) => ({
    do: 'clean',
    fields: textsOf(fields)
  }))
}

const textsOf = (fields = usualTexts): FileField[] => fileFieldsOf(fields)

const withFields = (command: Command, usual: string): Command =>
  command.option('--fields <list>', `fields with commas, custom:NAME too (default: ${usual})`)

function withTracks(command: Command): Command {
  return command
    .option('--query <text>', 'the tracks that a search finds')
    .option('--ids <n...>', 'these tracks, in this order', (text, all: number[] = []) => [...all, idOf(text)])
    .option('--yes', 'write it at once')
    .option('--keep-times', "with --yes: keep the files' times")
    .option('--limit <n>', 'show at most so many files (default: 50)', atLeastOne)
}

const isOptions = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && !Array.isArray(one) && !('commands' in one)

function caseOf(text: string): (typeof letterCases)[number] {
  const how = letterCases.find(known => known === text)
  if (how !== undefined) return how
  throw new EarshotError('bad-request', `Letters are written as ${letterCases.join(', ')}.`)
}
