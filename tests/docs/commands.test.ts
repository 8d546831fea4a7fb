import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { playlistFormats } from '#contract/playlists.ts'
import { buildProgram } from '../../src-main/cli/program.ts'
import { commands } from '../../src-renderer/state/commands.ts'
import { keysOf, listActions, listKeys, written } from '../../src-renderer/state/keys.ts'

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

describe('the table of keys', () => {
  const all = commands.flatMap(({ name }) => keysOf(name))
  /** What cannot be taken back needs more than one key. */
  const keyless = ['forgetUsed']

  it('has a key for each command', () => {
    expect(commands.map(({ name }) => name).filter(name => keysOf(name).length === 0)).toEqual(keyless)
  })

  it('has each key once, and none that a list uses for something else', () => {
    const ofLists = listActions.flatMap(action => listKeys[action])
    expect(new Set([...all, ...ofLists]).size).toBe(all.length + ofLists.length)
  })

  it.each([
    [{ key: 'F', ctrlKey: true }, 'Ctrl+F'],
    [{ key: 'f', metaKey: true }, 'Ctrl+F'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'M' }, 'm'],
    [{ key: 'm', shiftKey: true }, 'Shift+M'],
    [{ key: 'ArrowRight', shiftKey: true }, 'Shift+→'],
    [{ key: ' ' }, 'Space'],
    [{ key: 'z', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+Z']
  ])('reads %o as %s', (event, key) => {
    const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
    expect(written({ ...none, ...event })).toBe(key)
  })
})

it.each(playlistFormats)('playlist-files.md speaks of %s', format => {
  expect(page('playlist-files.md').toLowerCase()).toMatch(new RegExp(`\\b${format}\\b`))
})
