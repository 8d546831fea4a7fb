import { describe, expect, it } from 'vitest'
import { columnWidths, fitting, usualOf, type ListColumn } from '../../src-renderer/state/column-shapes.ts'
import { Columns } from '../../src-renderer/state/columns.svelte.ts'

const names = (shown: readonly { column: ListColumn }[]): ListColumn[] => shown.map(({ column }) => column)

describe('what there is room for', () => {
  it('lets go what needs most room first, then from the right, and never the title', () => {
    const usual = usualOf('library', false)
    expect(names(fitting(usual, 1000))).toEqual(['title', 'artist', 'album', 'year', 'duration'])
    expect(names(fitting(usual, 488))).toEqual(['title', 'artist', 'year', 'duration'])
    expect(names(fitting(usual, 378))).toEqual(['title', 'artist', 'year'])
    expect(names(fitting(usual, 20))).toEqual(['title'])
    expect(names(fitting(usualOf('found', false), 500))).not.toContain('why')
  })

  it('gives what somebody made wider its width only where the others keep theirs', () => {
    const shown = usualOf('library', false).map(one =>
      one.column === 'artist' ? { ...one, width: 900 } : one
    )
    expect(names(fitting(shown, 500))).toContain('artist')
    expect(columnWidths(shown)).toContain('minmax(88px, 900px)')
  })

  it('shows more in a wide list, until somebody chose', () => {
    const columns = new Columns()
    columns.wide = true
    expect(names(columns.of('library'))).toContain('bpm')
    expect(names(columns.of('found'))).toEqual(expect.arrayContaining(['album', 'match', 'why']))
    columns.turn('library', 'bpm')
    expect(names(columns.of('library'))).not.toContain('bpm')
    columns.wide = false
    expect(names(columns.of('library'))).toContain('rating')
    expect(names(columns.of('found'))).not.toContain('album')
  })

  it('leaves no gap between columns and the end of the row', () => {
    const fixed = usualOf('library', false).map(one => ({ ...one, width: 100 }))
    expect(columnWidths(fixed).endsWith('minmax(0, 1fr)')).toBe(true)
    expect(columnWidths(usualOf('library', false)).endsWith('minmax(0, 1fr)')).toBe(false)
  })
})

describe('what somebody chose', () => {
  it('shows a column where it usually stands, or last, and takes it away; the title stays', () => {
    const columns = new Columns()
    columns.turn('library', 'album')
    columns.turn('library', 'plays')
    expect(names(columns.of('library'))).toEqual(['title', 'artist', 'year', 'duration', 'plays'])
    columns.turn('library', 'album')
    expect(names(columns.of('library'))).toEqual(['title', 'artist', 'album', 'year', 'duration', 'plays'])
    columns.turn('library', 'title')
    expect(names(columns.of('library'))).toContain('title')
    expect(columns.isUsual('found')).toBe(true)
    columns.reset('library')
    expect(columns.of('library')).toEqual(usualOf('library', false))
  })

  it('moves a column to the place of another, from both sides', () => {
    const columns = new Columns()
    columns.move('library', 'duration', 1)
    expect(names(columns.of('library'))).toEqual(['title', 'duration', 'artist', 'album', 'year'])
    columns.move('library', 'title', 2)
    expect(names(columns.of('library'))).toEqual(['duration', 'artist', 'title', 'album', 'year'])
    columns.move('library', 'title', 9)
    expect(names(columns.of('library'))).toEqual(['duration', 'artist', 'title', 'album', 'year'])
  })

  it('keeps a width within what can still be seen', () => {
    const columns = new Columns()
    columns.resize('library', 'year', -50)
    columns.resize('library', 'album', 1e9)
    const width = (column: ListColumn) => columns.of('library').find(one => one.column === column)?.width
    expect([width('year'), width('album'), width('title')]).toEqual([32, 2000, null])
    columns.resize('library', 'album', null)
    expect(width('album')).toBe(null)
  })
})
