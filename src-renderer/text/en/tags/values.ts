import type { ChangeField } from '#contract/change-fields.ts'
import type { PictureKind } from '#contract/pictures.ts'
import { bytes, shownPath } from '../../format.ts'

/** What pictures show, where it is worth a word. */
const kinds: Partial<Record<PictureKind, string>> = {
  front: 'front',
  back: 'back',
  leaflet: 'booklet',
  media: 'disc',
  icon: 'icon',
  artist: 'artist',
  band: 'band'
}

/** A value of a change as people read it: a picture by what it is, a place without odd bytes, a text as it is. */
export function valueText(field: ChangeField, value: string): string {
  if (field === 'path') return shownPath(value)
  const cover = field === 'cover' ? /^(\S+) (\S+) (\d+)x(\d+) (\d+) /.exec(value) : null
  if (!cover) return value
  const [, kind = '', mime = '', width = '', height = '', size = ''] = cover
  const shown = kinds[kind as PictureKind] ?? 'picture'
  const sides = width === '0' ? '' : `${width} × ${height}, `
  return `${shown}, ${mime.replace('image/', '').toUpperCase()}, ${sides}${bytes(Number(size))}`
}

export const valuesText = (field: ChangeField, values: readonly string[]): string =>
  values.map(value => valueText(field, value)).join('; ')
