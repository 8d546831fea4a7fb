import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { speak } from '../../src-renderer/text/language.svelte.ts'
import { say } from '../../src-renderer/text/say.ts'
import { wordsOf } from '../support/words/tree.ts'
import { usesIn, type Path } from '../support/words/uses.ts'

/** Every word is said somewhere, every text is a word, and words follow a change of language. That none is missing is the compiler's to tell. */

const page = resolve(import.meta.dirname, '../../src-renderer')

const words = wordsOf(say)
const known = new Set(words.map(([name]) => name))
const isWord = (path: Path): boolean => path.some((_, last) => known.has(path.slice(0, last + 1).join('.')))

const files = globSync('**/*.{ts,svelte}', { cwd: page })
  .filter(name => !/^text\/[a-z]{2}\//.test(name))
  .map(
    name => [name, usesIn(readFileSync(join(page, name), 'utf8'), name.endsWith('.svelte'), isWord)] as const
  )

it('every word is said somewhere', () => {
  const used = new Set(files.flatMap(([, { used }]) => used.map(path => path.join('.'))))
  const isSaid = (name: string): boolean => {
    const steps = name.split('.')
    if (steps.some((_, last) => used.has(steps.slice(0, last + 1).join('.')))) return true
    // More may be asked of a word: the first letter of a text, the length of a list.
    return [...used].some(use => use.startsWith(`${name}.`))
  }
  expect([...known].filter(name => !isSaid(name))).toEqual([])
})

it('every text is a word', () => {
  // What fails on the way to the engine is told among the details, as the engine itself tells it.
  const spoken = files.filter(([name]) => !name.startsWith('bridge/'))
  expect(spoken.flatMap(([name, { bare }]) => bare.map(text => `${name}: ${text}`))).toEqual([])
})

it('every button has words or a name', () => {
  expect(files.flatMap(([name, { nameless }]) => nameless.map(line => `${name}:${line}`))).toEqual([])
})

it('words follow a change of language', () => {
  expect(files.flatMap(([name, { early }]) => early.map(path => `${name}: ${path.join('.')}`))).toEqual([])
})

it.each(['en', 'ko'] as const)('no word is empty in %s', language => {
  speak(() => language)
  const empty = wordsOf(say).filter(([, word]) => [word].flat().some(text => text === ''))
  speak(() => 'en')
  expect(empty).toEqual([])
})

describe('in a file', () => {
  const is = (path: Path): boolean => path.join('.') === 'a.word' || path.join('.') === 'a.b.word'
  const words = './text/say.ts'
  const uses = (source: string): { used: string[]; early: string[]; bare: string[] } => {
    const found = usesIn(`import { say } from '${words}'\n${source}`, false, is)
    const names = (paths: Path[]): string[] => paths.map(path => path.join('.'))
    return { ...found, used: names(found.used), early: names(found.early) }
  }

  it('a word is found by any of its names', () => {
    expect(uses('const f = () => say.a.word').used).toEqual(['a.word'])
    expect(uses('const words = say.a; const f = () => words.b.word').used).toEqual(['a.b.word'])
    expect(uses('const { b } = say.a; const f = () => b.word').used).toEqual(['a.b.word'])
    expect(uses('const f = yes => { const of = yes ? say.a : say.a.b; return of.word }').used).toEqual([
      'a.word',
      'a.b.word'
    ])
    expect(uses('const f = key => say.a[key]').used).toEqual(['a'])
    expect(uses('const words = say.a; const f = () => ({ words })').used).toContain('a')
  })

  it('a name alone says nothing', () => {
    expect(uses('const words = say.a').used).toEqual([])
    expect(uses('notices.say("a.word")').used).toEqual([])
  })

  it('a word that is read at the start does not follow', () => {
    expect(uses('const text = say.a.word').early).toEqual(['a.word'])
    expect(uses('const all = ["x"].map(() => say.a.word)').early).toEqual(['a.word'])
    expect(uses('const all = ["x"].map(key => say.a[key])').early).toEqual(['a'])
    expect(uses('class One { text = say.a.word }').early).toEqual(['a.word'])
    expect(uses('const text = $derived(say.a.word)').early).toEqual([])
    expect(uses('const text = () => say.a.word').early).toEqual([])
  })

  it('a text in a template is found, in attributes, too', () => {
    const bare = (template: string): string[] => usesIn(template, true, is).bare
    expect(bare('<p class="wide cut">{count} · {say.a.word}</p>')).toEqual([])
    expect(bare('<p title="Hello">Bare <b>{yes ? "text" : ""}</b></p>')).toEqual(['Hello', 'Bare', 'text'])
    expect(usesIn('<p>\n<button><Icon name="add" /></button></p>', true, is).nameless).toEqual([2])
    expect(usesIn('<button aria-label={text}><Icon name="add" /></button>', true, is).nameless).toEqual([])
    expect(bare('<script>notices.say("It is done")</script>')).toEqual(['It is done'])
  })
})
