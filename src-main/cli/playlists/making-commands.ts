import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Arc } from '#contract/playlists.ts'
import { doctorPlaylist } from './doctor.ts'
import { makePlaylist, type MakeOptions } from './make.ts'
import { pathPlaylist } from './path.ts'
import { previewSmart, refreshSmart } from './smart.ts'
import type { Run } from '../run.ts'
import { takesDescriptions } from '../terminal/arguments.ts'
import { amount, whole } from '../terminal/numbers.ts'

/** `earshot playlist make|path|smart|doctor` */
export function addMakingCommands(playlist: Command, run: Run): void {
  takesDescriptions(playlist.command('make [text...]'))
    .description('make a playlist: "an hour of music to cook to, starts calm, no vocals, after 1990"')
    .option('--like <file...>', 'tracks that it should sound like')
    .option('--minutes <n>', 'how long, in minutes', amount(1, 10_000))
    .option('--tracks <n>', 'how long, in tracks', whole(1, 10_000))
    .option('--per-artist <n>', 'at most so many of one artist (default: 3; 0: any number)', whole(0, 10_000))
    .option(
      '--diversity <n>',
      'from 0, the best fits, to 1, as varied as can be (default: 0.3)',
      amount(0, 1)
    )
    .addOption(
      new Option(
        '--arc <arc>',
        'energy: rise, fall, wave, or numbers from 0 to 1 such as 0.1,0.8,0.3'
      ).argParser(arc)
    )
    .option('--seed <n>', 'another number, another playlist', whole(0, 0xffffffff))
    .option('--save <name>', 'keep it under this name')
    .action((words: string[], options: MakeOptions) => run(session => makePlaylist(session, words, options)))
  playlist
    .command('path <from> <to...>')
    .description('a way from one track or sound to another: song.flac "calm piano" other.flac')
    .option('--minutes <n>', 'how long, in minutes', amount(1, 10_000))
    .option('--tracks <n>', 'how long, in tracks', whole(2, 10_000))
    .option('--save <name>', 'keep it under this name')
    .action((from: string, to: string[], options: { minutes?: number; tracks?: number; save?: string }) =>
      run(session => pathPlaylist(session, [from, ...to], options))
    )
  playlist
    .command('smart [playlist]')
    .description('bring smart playlists up to date and say what came and went, and why')
    .option('--rules <file>', 'only show what the rules of a JSON file would hold')
    .option('--since <days>', 'everything that came and went in so many days', amount(0, 100_000))
    .action((named: string | undefined, { rules, since }: { rules?: string; since?: number }) =>
      run(session =>
        rules === undefined ? refreshSmart(session, named, since) : previewSmart(session, rules)
      )
    )
  playlist
    .command('doctor <playlist>')
    .description('what a playlist is, what stands out, which step is missing, which order is smoother')
    .option('--order', 'put it in the smoother order')
    .action((named: string, options: { order?: boolean }) =>
      run(session => doctorPlaylist(session, named, options))
    )
}

function arc(text: string): Arc {
  if (text === 'rise' || text === 'fall' || text === 'wave') return text
  const points = text.split(',').map(Number)
  if (points.length >= 2 && points.every(point => point >= 0 && point <= 1)) return points
  throw new InvalidArgumentError(
    'It must be rise, fall, wave, or two or more numbers from 0 to 1 with commas.'
  )
}
