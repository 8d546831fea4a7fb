import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fieldOf, fields, type FieldName } from '#contract/fields.ts'
import {
  filterFields,
  flagWords,
  namesOfFilter,
  tagFields,
  type FilterField,
  type TagField
} from '#contract/field-uses.ts'
import { fieldNames } from '../../src-main/core/tags/field-names.ts'

// What people read about fields is held to the tables that the programs go by.

/** The cells of the first table below a heading, by their first cell without its marks. */
function tableBelow(page: string, heading: string): Map<string, string[]> {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8')
  const [, below] = text.split(`${heading}\n`)
  const lines =
    /(?:^\|.*\n)+/m
      .exec(below ?? '')?.[0]
      .trim()
      .split('\n') ?? []
  const rows = lines.slice(2).map(line =>
    line
      .replaceAll('\\|', '\0')
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim().replaceAll('\0', '|'))
  )
  return new Map(rows.map(cells => [cells[0]!, cells]))
}

describe('command-line.md', () => {
  it('has every filter under every name, and no other', () => {
    const written = [...tableBelow('command-line.md', '## Filters').keys()].flatMap(cell =>
      [...cell.matchAll(/`([a-z]+):/g)].map(([, name]) => name!)
    )
    expect([...new Set(written)].sort()).toEqual(filterFields.flatMap(namesOfFilter).sort())
  })

  it('shows how filters ask for what nothing is known of', () => {
    const written = [...tableBelow('command-line.md', '## Filters').keys()].join(' ')
    const asked = (Object.keys(fields) as FieldName[]).flatMap(name => {
      const { filter } = fieldOf(name)
      return filter?.none === undefined ? [] : [`\`${filter.names[0]}:${filter.none}\``]
    })
    expect(asked.filter(one => !written.includes(one))).toEqual([])
  })

  it('has every word that is: takes', () => {
    const words = tableBelow('command-line.md', '## Filters').get('`is:`')![1]!
    expect([...words.matchAll(/`(\w+)`/g)].map(([, word]) => word)).toEqual(flagWords)
  })

  it('has every field with its filter, its rule and whether lists go by it', () => {
    const names = (Object.keys(fields) as FieldName[]).filter(name => {
      const { filter, rule, sort } = fieldOf(name)
      return filter ?? rule ?? sort
    })
    const rows = [...tableBelow('command-line.md', '## Fields').values()]
    expect(rows.map(([name, , filter, rule, sort]) => [name, filter, rule, sort])).toEqual(names.map(rowOf))
    expect(rows.filter(([, what]) => what === '')).toEqual([])
  })
})

function rowOf(name: FieldName): string[] {
  const field = fieldOf(name)
  const flag = field.kind === 'flag' && field.is !== undefined
  const filters = field.filter ? namesOfFilter(name as FilterField) : flag ? ['is'] : []
  const holds = field.kind === 'number' ? `number, ${field.unit}` : field.kind
  return [
    `\`${name}\``,
    filters.map(one => `\`${one}:\``).join(', '),
    field.rule ? holds : '',
    field.sort ? 'yes' : ''
  ]
}

describe('tag-formats.md', () => {
  const rows = [...tableBelow('tag-formats.md', '# How tags stand in files').values()]
  const rowOfTag = (field: TagField): string[] =>
    rows.find(([name]) => name!.startsWith(`\`${field}\``)) ?? []

  it('has a row for every field, in their order', () => {
    expect(rows.map(([name]) => /`(\w+)`/.exec(name!)?.[1])).toEqual(tagFields)
  })

  it.each(tagFields)('%s stands where files have it', field => {
    const [, id3, , vorbis, mp4, ape] = rowOfTag(field)
    const names = fieldNames[field]
    const frame = names.id3 === undefined || names.id3.since ? `TXXX:${names.free}` : names.id3.frame
    expect(id3).toContain(`\`${frame}\``)
    if (names.id3?.old) expect(id3).toContain(`(\`${names.id3.old}\`)`)
    if (names.id3?.since) expect(rowOfTag(field)[2]).toBe(`\`${names.id3.frame}\``)
    expect(vorbis).toBe(`\`${names.free}\``)
    const free = names.mp4 && 'free' in names.mp4 ? names.mp4.free : names.free
    const atom = names.mp4 && 'atom' in names.mp4 ? names.mp4.atom : `----:com.apple.iTunes:${free}`
    expect(mp4).toContain(`\`${atom}\``)
    expect(ape).toBe(`\`${names.ape ?? names.free}\``)
  })
})
