import { describe, expect, it } from 'vitest'
import { modelTags } from '../../../../src-main/core/inference/model-tags.ts'
import { loadRegistry } from '../../../../src-main/core/inference/registry.ts'
import { termStatements } from '../../../../src-main/core/database/statements/terms.ts'
import { readTerms } from '../../../../src-main/core/tagging/terms/import-terms.ts'
import { foldTerm, termKey, vocabulary } from '../../../../src-main/core/tagging/terms/vocabulary.ts'
import { WrittenTerms } from '../../../../src-main/core/tagging/terms/written.ts'
import { scratchDatabase } from '../../../support/database.ts'

const terms = vocabulary([])
const written = new WrittenTerms(terms)

describe('the vocabulary', () => {
  it('names every term of a group once, under any spelling', () => {
    const seen = new Map<string, string>()
    for (const term of terms) {
      for (const text of [term.name, ...term.aliases]) {
        const key = `${term.group}:${foldTerm(text)}`
        expect([undefined, term.name], `${text} of ${term.group}`).toContain(seen.get(key))
        seen.set(key, term.name)
      }
      expect(term.phrases.length).toBeGreaterThan(0)
    }
  })
  it('has parents that exist, and tags that the model has', () => {
    const keys = new Set(terms.map(term => termKey(term.group, term.name)))
    const known = modelTags(loadRegistry('models').default)
    const trunks = new Set(known.map(({ trunk }) => trunk))
    const tags = new Set(known.map(({ name, trunk }) => `${trunk}:${name}`))
    for (const { group, parent, tags: own } of terms) {
      if (parent !== null) expect(keys).toContain(termKey(group, parent))
      // A trunk that the model has not says nothing of a term; one that it has knows each name.
      for (const tag of own) if (trunks.has(tag.slice(0, tag.indexOf(':')))) expect(tags).toContain(tag)
    }
  })
  it('takes the changes of the user', () => {
    const db = scratchDatabase()
    const statements = termStatements(db)
    statements.put({ group: 'genre', name: 'Jazz', phrases: ['my kind of jazz'], state: 'changed' })
    statements.put({ group: 'genre', name: 'Polka', phrases: [], state: 'off' })
    statements.put({ group: 'mood', name: 'Rainy', phrases: [], state: 'own' })
    const edited = vocabulary(statements.all())
    const of = (name: string) => edited.find(term => term.name === name)!
    expect(of('Jazz')).toMatchObject({ phrases: ['my kind of jazz'], tags: [], enabled: true })
    expect(of('Polka')).toMatchObject({ enabled: false, origin: 'default' })
    expect(of('Rainy')).toMatchObject({ phrases: ['rainy'], origin: 'own', group: 'mood' })
    statements.remove('genre', 'Jazz')
    expect(vocabulary(statements.all()).find(term => term.name === 'Jazz')!.tags).not.toEqual([])
  })
})

describe('written genres', () => {
  it.each([
    ['hiphop', 'genre:Hip-Hop'],
    ['HIP HOP', 'genre:Hip-Hop'],
    ['R & B', 'genre:R&B'],
    ["Drum'n'Bass", 'genre:Drum and Bass'],
    ['(17)', 'genre:Rock'],
    ['Rock; Jazz', 'genre:Jazz'],
    ['Folk/Country', 'genre:Country']
  ])('%s is %s', (text, key) => {
    expect(written.exactly([text])).toContain(key)
  })
  it('imply what is broader and leave open what is narrower', () => {
    expect(written.exactly(['Thrash Metal'])).toEqual(new Set(['genre:Thrash Metal']))
    expect(written.carried(['Thrash Metal'])).toContain('genre:Metal')
    expect(written.possible(written.carried(['Rock']))).toContain('genre:Indie Rock')
  })
  it('may say more than the terms in question', () => {
    const rock = new Set([termKey('genre', 'Rock')])
    const says = ['Rock', 'ROCK', '(17)', 'rock; Rock', 'Rock; my own', 'Rock/Pop', 'my own']
    expect(says.map(value => written.saysOnly(value, rock))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false
    ])
  })
  it('say nothing where they are no known word', () => {
    expect(written.carried(['Widelands', '', '***'])).toEqual(new Set())
  })
})

describe('a list of the user', () => {
  it('is read by lines and as CSV', () => {
    const found = readTerms(
      '\ufeffgroup,name,phrase\r\nmood,Rainy,"rain, on a window","so ""wet"""\nBreakcore Deluxe\n\n# note\nhip hop\nRainy Day, Part 2\n,\n',
      'genre',
      terms
    )
    expect(found.added).toEqual([
      { group: 'mood', name: 'Rainy', phrases: ['rain, on a window', 'so "wet"'], state: 'own' },
      { group: 'genre', name: 'Breakcore Deluxe', phrases: [], state: 'own' },
      { group: 'genre', name: 'Rainy Day, Part 2', phrases: [], state: 'own' }
    ])
    expect(found.known).toBe(1)
    expect(found.refused).toEqual([','])
  })
})
