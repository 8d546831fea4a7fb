import { numberFormats } from '../number-formats.ts'

/** Numbers, lengths and days as Korean writes them: "12,410", "2026년 11월 23일 오후 2:05". */
const formats = numberFormats('ko-KR', { dateStyle: 'long', timeStyle: 'short' })

export const { bytes, count, day, decimal, moment, signed } = formats

/** Things are counted with a word for what they are; there is no plural. */
export const tracks = (n: number): string => `${count(n)}곡`
export const files = (n: number): string => `파일 ${count(n)}개`
export const changes = (n: number): string => `변경 ${count(n)}건`
export const playlistsOf = (n: number): string => `재생목록 ${count(n)}개`

/** Seconds in words, two units at most: "3시간 19분", "40초". */
export function lasting(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))}초`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes}분`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 ? `${hours}시간 ${minutes % 60}분` : `${hours}시간`
  return `${count(Math.round(hours / 24))}일`
}

/** What views write themselves; the rest of the words use these, too. */
export const numbers = { ...formats, tracks } as const
