import type { ChangeField } from '#contract/change-fields.ts'
import { parseCover, type Cover } from '#contract/covers.ts'
import type { PictureKind } from '#contract/pictures.ts'
import { shownPath } from '../../format.ts'
import { bytes } from '../numbers.ts'

/** What pictures show. */
export const coverKinds: Record<PictureKind, string> = {
  front: '앞면',
  back: '뒷면',
  leaflet: '속지',
  media: '디스크',
  artist: '아티스트',
  'lead-artist': '주 아티스트',
  band: '밴드',
  conductor: '지휘자',
  composer: '작곡가',
  lyricist: '작사가',
  location: '녹음 장소',
  recording: '녹음 모습',
  performance: '공연 모습',
  screen: '화면 장면',
  illustration: '삽화',
  icon: '아이콘',
  'other-icon': '다른 아이콘',
  'band-logo': '밴드 로고',
  'publisher-logo': '음반사 로고',
  fish: '알록달록한 물고기',
  other: '기타'
}

/** "앞면, JPEG, 600 × 600, 45 kB" */
export function coverWords({ kind, mime, width, height, bytes: size }: Omit<Cover, 'hash'>): string {
  const what = mime === '?' ? '알 수 없는 그림' : mime.replace('image/', '').toUpperCase()
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
