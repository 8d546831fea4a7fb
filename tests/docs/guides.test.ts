import { readdirSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { marked, type Token, type Tokens } from 'marked'
import { describe, expect, it } from 'vitest'
import { buildProgram } from '../../src-main/cli/program.ts'
import { parseQuery } from '../../src-main/core/search/query/parse.ts'
import { repository } from '../../scripts/site/tree.ts'
import { commandsOf } from '../support/shell-words.ts'
import packageJson from '../../package.json' with { type: 'json' }

// What people copy out of the pages has to be taken by the programs. Nothing is run but the reading of their words.

const root = new URL('../../', import.meta.url)
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const pages = repository().pages.filter(path => path !== 'CHANGELOG.md')

interface Shown {
  line: string
  /** In a block, to be copied, rather than named within a sentence. */
  whole: boolean
}

/** The lines that are shown for a shell; `…` and words like COMMAND stand for others. */
function shown(path: string): Shown[] {
  const lines: Shown[] = []
  marked.walkTokens(marked.lexer(text(path)), (token: Token) => {
    if (token.type === 'code' && !['json', 'text', 'mermaid'].includes((token as Tokens.Code).lang ?? ''))
      lines.push(...linesOf((token as Tokens.Code).text))
    if (token.type === 'codespan') lines.push({ line: (token as Tokens.Codespan).text, whole: false })
  })
  return lines.filter(({ line }) => !/…|\bCOMMAND\b/.test(line))
}

const linesOf = (block: string): Shown[] =>
  block
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map(line => ({ line, whole: true }))

/** The words behind `earshot`, where a command is called. */
function earshotWords(words: string[]): string[] | null {
  const at = words[0] === 'npx' ? 1 : 0
  return words[at] === 'earshot' && words.length > at + 1 ? words.slice(at + 1) : null
}

const called = pages.flatMap(path =>
  shown(path).flatMap(({ line, whole }) => commandsOf(line).map(words => ({ path, words, whole })))
)
const calls = called.flatMap(({ path, words, whole }) => {
  const args = earshotWords(words)
  return args ? [{ path, args, whole }] : []
})

/** Reads a command line as `earshot` does, and throws what it would refuse. */
async function read(args: string[]): Promise<void> {
  const program = buildProgram(
    async () => undefined,
    async () => undefined
  )
  const quiet = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
    command.commands.forEach(quiet)
  }
  quiet(program)
  await program.parseAsync(args, { from: 'user' })
}

/** A command that is only named may do without what has to stand behind it. */
const unfinished = ['missingArgument', 'optionMissingArgument', 'invalidArgument'].map(
  code => `commander.${code}`
)

/** Help and the version are answers, too. */
const answered = ['commander.helpDisplayed', 'commander.version']

/** Why it would be refused; null where it is not. */
const refusal = (args: string[], whole = true): Promise<string | null> =>
  read(args).then(
    () => null,
    ({ code = '', message }: { code?: string; message: string }) =>
      answered.includes(code) || (!whole && unfinished.includes(code)) ? null : message
  )

it('shows commands in every guide', () => {
  const guides = readdirSync(new URL('docs/guide/', root)).map(name => `docs/guide/${name}`)
  expect(guides.filter(guide => !calls.some(({ path }) => path === guide))).toEqual([])
})

it('shows no command that is refused', async () => {
  const refused = await Promise.all(
    calls.map(async ({ path, args, whole }) => ({ path, args, why: await refusal(args, whole) }))
  )
  expect(refused.filter(({ why }) => why !== null)).toEqual([])
})

it.each([
  [['serach', 'piano'], /unknown command/],
  [['search', 'piano', '--limits', '3'], /unknown option/],
  [['search', 'piano', '--limit', 'few'], /whole number/],
  [['playlist', 'export', 'a', '--for', 'winamp'], /Allowed choices/],
  [['relocate', '/old'], /missing required argument/]
])('would notice %s', async (args, why) => {
  expect(await refusal(args)).toMatch(why)
})

it('shows searches all of which are read', () => {
  const searches = calls.filter(({ args }) => args.some(word => word === 'search' || word === 'moments'))
  const wrong = searches.flatMap(({ path, args }) => {
    const query = args[args.findIndex(word => word === 'search' || word === 'moments') + 1]!
    const parts = parseQuery(query).parts.filter(({ kind }) => kind === 'wrong')
    return parts.map(part => ({ path, query, part }))
  })
  expect(searches.length).toBeGreaterThan(5)
  expect(wrong).toEqual([])
})

it('shows npm scripts that are there', () => {
  const scripts = called.flatMap(({ words: [program, verb, name] }) => {
    if (program !== 'npm') return []
    return verb === 'run' ? [name!] : verb === 'start' || verb === 'test' ? [verb] : []
  })
  expect(scripts).toContain('start')
  expect(scripts.filter(name => !(name in packageJson.scripts))).toEqual([])
})

it('asks jq for keys that documents have', () => {
  const keys = called.flatMap(({ words: [program, ...rest] }) =>
    program === 'jq' ? [...rest.join(' ').matchAll(/\.([a-z]\w+)/gi)].map(([, key]) => key!) : []
  )
  const documents = text('docs/command-line.md').split('## `--json`')[1]!
  const known = new RegExp(`\\b(?:${[...new Set(keys)].join('|')})\\b`, 'g')
  expect(keys.length).toBeGreaterThan(5)
  expect(keys.filter(key => !documents.match(known)?.includes(key))).toEqual([])
})

describe('the words of a shell', () => {
  it.each([
    [
      'earshot search "sad piano" --limit 3 | cut -f 6',
      [
        ['earshot', 'search', 'sad piano', '--limit', '3'],
        ['cut', '-f', '6']
      ]
    ],
    ['earshot show "a b/"*.ogg 2> /dev/null # all', [['earshot', 'show', 'a b/*.ogg']]],
    [
      'jq -r \'.a[] | "\\(.b)"\'; echo x',
      [
        ['jq', '-r', '.a[] | "\\(.b)"'],
        ['echo', 'x']
      ]
    ],
    ['earshot restore 1 && ls # then', [['earshot', 'restore', '1'], ['ls']]]
  ])('%s', (line, commands) => {
    expect(commandsOf(line)).toEqual(commands)
  })
})
