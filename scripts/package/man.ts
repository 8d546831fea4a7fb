import type { DescribedCommand, DescribedOption } from './commands.ts'

/** earshot(1), in roff's man macros. */
export function manPage(commands: readonly DescribedCommand[], version: string, date: Date): string {
  const [program, ...others] = commands
  const leaves = others.filter(({ below }) => below.length === 0)
  return [
    `.TH EARSHOT 1 "${date.toISOString().slice(0, 10)}" "Earshot ${version}" "User Commands"`,
    '.SH NAME',
    'earshot \\- find your own music by describing it',
    '.SH SYNOPSIS',
    '.B earshot\n.RI [ OPTIONS ]\n.I COMMAND\n.RI [ ARGUMENTS ]',
    '.SH DESCRIPTION',
    text(
      'Earshot listens to the files of your folders once, on this machine, and finds tracks and passages by what they ' +
        'sound like. Music files are only read, but for tags that were reviewed and are written on demand.'
    ),
    '.SH OPTIONS',
    ...program!.options.map(entry),
    '.SH COMMANDS',
    ...leaves.flatMap(section),
    '.SH FILES',
    '.TP\n.I ~/.local/share/earshot\nThe library, its backups and the token of the server, unless \\fBEARSHOT_DATA\\fR or \\fB\\-\\-data\\fR says otherwise.',
    '.SH ENVIRONMENT',
    '.TP\n.B EARSHOT_DATA\nThe data folder.',
    '.TP\n.B EARSHOT_TOKEN\nThe token of the server, for scripts and players.',
    '.SH SEE ALSO',
    '.BR ffmpeg (1)',
    ''
  ].join('\n')
}

const section = ({ words, usage, description, options }: DescribedCommand): string[] => [
  `.SS "${text([words, usage].join(' ').trim())}"`,
  `${text(capital(description))}.`,
  ...options.filter(({ name }) => name !== '--help').map(entry)
]

const entry = ({ flags, description }: DescribedOption): string =>
  `.TP\n.B ${text(flags)}\n${text(capital(description))}.`

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** Words as roff shows them: its own signs taken from them, a hyphen as the one that is typed. */
const text = (words: string): string =>
  words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('"', '\\(dq')
    .replaceAll('…', '...')
    .replace(/^[.']/, '\\&$&')
