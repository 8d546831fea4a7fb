import type { ChangeField } from '#contract/change-fields.ts'
import { parseCover, type Cover } from '#contract/covers.ts'
import type { PictureKind } from '#contract/pictures.ts'
import { shownPath } from '../../format.ts'
import { bytes } from '../numbers.ts'

/** What pictures show. */
export const coverKinds: Record<PictureKind, string> = {
  front: 'Front',
  back: 'Back',
  leaflet: 'Booklet',
  media: 'Disc',
  artist: 'Artist',
  'lead-artist': 'Lead artist',
  band: 'Band',
  conductor: 'Conductor',
  composer: 'Composer',
  lyricist: 'Lyricist',
  location: 'Place of recording',
  recording: 'At the recording',
  performance: 'At a performance',
  screen: 'Still',
  illustration: 'Illustration',
  icon: 'Icon',
  'other-icon': 'Another icon',
  'band-logo': 'Logo of the band',
  'publisher-logo': 'Logo of the publisher',
  fish: 'A bright coloured fish',
  other: 'Other'
}

/** "Front, JPEG, 600 × 600, 45 kB" */
export function coverWords({ kind, mime, width, height, bytes: size }: Omit<Cover, 'hash'>): string {
  const what = mime === '?' ? 'no known picture' : mime.replace('image/', '').toUpperCase()
  return [coverKinds[kind], what, ...(width === 0 ? [] : [`${width} × ${height}`]), bytes(size)].join(', ')
}

/** A value of a change as people read it: a picture by what it is, a place without odd bytes, a text as it is. */
export function valueText(field: ChangeField, value: string): string {
  if (field === 'path') return shownPath(value)
  const cover = field === 'cover' ? parseCover(value) : null
  return cover === null ? value : coverWords(cover)
}

export const valuesText = (field: ChangeField, values: readonly string[]): string =>
  values.map(value => valueText(field, value)).join('; ')
