import type { Command } from 'commander'

/** For a command whose words describe music: "-vocals" is a part of them, "--vocals" is an option that is not there. */
export function takesDescriptions(command: Command): Command {
  return command.allowUnknownOption().hook('preAction', () => {
    const strange = command.args.find(word => /^--[a-z]/.test(word))
    if (strange) command.error(`error: unknown option '${strange}'`)
  })
}
