import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { playlistFormats } from '#contract/playlists.ts'
import { buildProgram } from '../../src-main/cli/program.ts'
import { commands } from '../../src-renderer/state/commands.ts'
import { say } from '../../src-renderer/text/say.ts'

// What people read about commands, keys and formats is held to what the programs have.

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

/** Each command that does something, by all its words, with its options. */
function leaves(command: Command, before: string[] = []): [words: string, options: string[]][] {
  if (command.commands.length === 0)
    return [[before.join(' '), command.options.flatMap(({ long }) => long ?? [])]]
  return command.commands.flatMap(one => leaves(one, [...before, one.name()]))
}

describe('command-line.md', () => {
  const all = leaves(
    buildProgram(
      async () => undefined,
      async () => undefined
    )
  )
  const text = page('command-line.md')

  it.each(all)('has %s and all its options', (words, options) => {
    expect(text).toMatch(new RegExp(`\`${words}[ \`]`))
    for (const option of options) expect(text).toMatch(new RegExp(`${option}(?![\\w-])`))
  })
})

describe('the sheet of keys', () => {
  const shown = new Set(say.keys.rows.flatMap(([keys]) => keys.split(' ')))

  it.each(commands.filter(({ key }) => key !== undefined))('has $key for $name', ({ key }) => {
    expect(shown).toContain(key === ' ' ? 'Space' : key)
  })
})

it.each(playlistFormats)('playlist-files.md speaks of %s', format => {
  expect(page('playlist-files.md').toLowerCase()).toMatch(new RegExp(`\\b${format}\\b`))
})
