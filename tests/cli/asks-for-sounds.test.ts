import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { asksForSounds, soundCommands } from '../../src-main/cli/asks-for-sounds.ts'
import { buildProgram } from '../../src-main/cli/program.ts'

const namesIn = (command: Command): string[] => [command.name(), ...command.commands.flatMap(namesIn)]

describe('asksForSounds', () => {
  it('knows commands that there are', () => {
    const known = namesIn(
      buildProgram(
        async () => undefined,
        async () => undefined
      )
    )
    expect(soundCommands.filter(name => !known.includes(name))).toEqual([])
  })

  it.each([
    [['search', 'heavy metal'], true],
    [['--data', '/library', '--json', 'similar', 'one.flac'], true],
    [['playlist', 'make', 'an hour of strings'], true],
    [['scan', '/music'], false],
    [['search', '--help'], false],
    [['help', 'search'], false],
    [[], false]
  ])('of %j says %s', (args, asks) => expect(asksForSounds(args)).toBe(asks))
})
