import type { Argument, Command } from 'commander'
import { buildProgram } from '../../src-main/cli/program.ts'

export interface DescribedOption {
  /** As it stands in the help: `--limit <n>`. */
  flags: string
  name: string
  takesValue: boolean
  description: string
}

export interface DescribedCommand {
  /** The words that lead to it; none for the program itself. */
  words: string
  description: string
  /** What is typed after the words: `[folder...]`. */
  usage: string
  options: DescribedOption[]
  /** The next words, where there are some. */
  below: { name: string; description: string }[]
}

/** The program and all its commands, as pages and shells want to know them; who is above comes before. */
export function describedCommands(): DescribedCommand[] {
  const nothing = async (): Promise<void> => undefined
  return described(buildProgram(nothing, nothing), [])
}

function described(command: Command, words: string[]): DescribedCommand[] {
  const help = command.createHelp()
  const below = help.visibleCommands(command).filter(one => one.name() !== 'help')
  return [
    {
      words: words.join(' '),
      description: command.description(),
      usage: command.registeredArguments.map(typed).join(' '),
      options: help.visibleOptions(command).map(option => ({
        flags: option.flags,
        name: option.long ?? option.flags,
        takesValue: option.required || option.optional,
        description: option.description
      })),
      below: below.map(one => ({ name: one.name(), description: one.description() }))
    },
    ...below.flatMap(one => described(one, [...words, one.name()]))
  ]
}

function typed(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? `<${name}>` : `[${name}]`
}
