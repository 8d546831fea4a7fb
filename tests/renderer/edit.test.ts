import { describe, expect, it } from 'vitest'
import type { TrackTags } from '#contract/edits.ts'
import { blockText, cellValues, readBlock } from '../../src-renderer/state/edit/blocks.ts'
import { diffLines, diffRows, type Difference } from '../../src-renderer/state/edit/diff-rows.ts'
import { Draft } from '../../src-renderer/state/edit/draft.svelte.ts'
import { Table } from '../../src-renderer/state/edit/table.svelte.ts'
import { editsOf, sharedValues } from '../../src-renderer/state/edit/typed.ts'

const track = (id: number, over: Partial<TrackTags> = {}): TrackTags => ({
  id,
  path: `/music/${id}.flac`,
  container: 'flac',
  fields: { title: [`Title ${id}`], artist: ['Somebody'], trackNumber: [String(id)] },
  custom: [{ name: 'Label', values: ['Made up'] }],
  failure: null,
  ...over
})

function draftOf(count: number): Draft {
  const draft = new Draft()
  draft.tracks = Array.from({ length: count }, (_, at) => track(at + 1))
  return draft
}

describe('a draft', () => {
  it('makes steps only of what differs from the files, and puts tracks with the same together', () => {
    const draft = draftOf(3)
    draft.set([1, 2, 3], 'album', () => ['First Light'])
    draft.set([1], 'title', () => ['Title 1'])
    draft.set([3], 'custom:LABEL', () => [])
    expect(editsOf(draft.typed, draft.ids)).toEqual([
      { ids: [1, 2], steps: [{ do: 'set', field: 'album', values: ['First Light'] }] },
      {
        ids: [3],
        steps: [
          { do: 'set', field: 'album', values: ['First Light'] },
          { do: 'set', field: 'custom:LABEL', values: [] }
        ]
      }
    ])
    draft.takeBack([1, 2, 3], 'album')
    expect(draft.changed).toBe(1)
  })

  it('takes whole steps back and makes them again; a value that does not fit is counted', () => {
    const draft = draftOf(2)
    draft.set([1, 2], 'year', () => ['soon'])
    expect(draft.wrong).toBe(2)
    draft.undo()
    expect([draft.changed, draft.wrong]).toEqual([0, 0])
    draft.redo()
    draft.set([1], 'year', () => ['1987'])
    expect([draft.wrong, draft.canRedo]).toEqual([1, false])
  })

  it('leaves files alone that cannot be read', () => {
    const draft = draftOf(1)
    const failure = { code: 'unreadable-file', message: 'Cut off.' } as const
    draft.tracks = [...draft.tracks, track(2, { container: null, fields: {}, custom: [], failure })]
    draft.set([1, 2], 'album', () => ['First Light'])
    expect([...draft.typed.keys()]).toEqual([1])
  })

  it('says what several share, and how many have what', () => {
    expect(sharedValues([['a', 'b'], ['b']])).toEqual({
      same: false,
      all: ['a', 'b'],
      values: [
        { value: 'a', tracks: 1 },
        { value: 'b', tracks: 2 }
      ]
    })
  })
})

describe('blocks between programs', () => {
  it.each([
    [
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd']
      ]
    ],
    ['a\tb\r\n', [['a', 'b']]],
    [
      '"two\nlines"\t"say ""x"""\n\tlast',
      [
        ['two\nlines', 'say "x"'],
        ['', 'last']
      ]
    ],
    ['5" single', [['5" single']]],
    ['', [['']]]
  ])('reads %j', (text, rows) => expect(readBlock(text)).toEqual(rows))

  it('writes what it reads', () => {
    const rows = [
      ['tab\there', '"quoted"'],
      ['two\nlines', '']
    ]
    expect(readBlock(blockText(rows))).toEqual(rows)
  })

  it('leaves a cell exactly as it is where nothing was typed', () => {
    expect(cellValues('artist', 'a; b; c', ['a; b', 'c'])).toEqual(['a; b', 'c'])
    expect(cellValues('artist', ' a ;b;; a', [])).toEqual(['a', 'b'])
    expect(cellValues('title', 'One; two', [])).toEqual(['One; two'])
  })
})

describe('the table', () => {
  it('fills down, pastes and repeats, empties, and stops at its ends', () => {
    const draft = draftOf(4)
    const table = new Table(() => draft)
    const title = table.columns.indexOf('title')
    const album = table.columns.indexOf('album')
    const titles = (): string[] => draft.ids.map(id => draft.values(id, 'title').join('|'))
    table.go(0, title)
    table.move(2, 0, true)
    table.fillDown()
    expect(titles()).toEqual(['Title 1', 'Title 1', 'Title 1', 'Title 4'])
    table.go(0, album)
    table.move(3, 0, true)
    table.paste('A\nB')
    expect(draft.ids.map(id => draft.values(id, 'album')[0])).toEqual(['A', 'B', 'A', 'B'])
    table.go(3, title)
    table.paste('New\tSomebody; Else\nToo many')
    expect(draft.values(4, 'title')).toEqual(['New'])
    expect(draft.values(4, 'artist')).toEqual(['Somebody', 'Else'])
    table.clear()
    expect(draft.values(4, 'artist')).toEqual([])
    expect(table.next(1)).toBe(true)
    table.go(3, 99)
    expect(table.next(1)).toBe(false)
  })
})

it('shows the same change of several files as one line, which opens', () => {
  const difference = (id: number, after: string): Difference => ({
    field: 'album',
    before: [],
    after: [after],
    name: String(id),
    path: `/${id}`,
    planned: null
  })
  const lines = diffLines([
    { ...difference(1, 'x'), field: 'custom:Label' },
    difference(1, 'A'),
    difference(2, 'A'),
    difference(3, 'B')
  ])
  expect(diffRows(lines, []).map(row => row.kind)).toEqual(['field', 'line', 'line', 'field', 'line'])
  expect(diffRows(lines, [lines[0]!.key])).toHaveLength(7)
  expect(lines[0]!.files.map(({ name }) => name)).toEqual(['1', '2'])
})
