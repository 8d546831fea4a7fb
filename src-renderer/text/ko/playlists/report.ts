import type { Messages } from '../../messages.ts'
import { tracks } from '../numbers.ts'
import { apartText, playlistSoundText, reportNoteText } from './look.ts'

/** What a look at a playlist found. */
export const report: Messages['playlists']['report'] = {
  title: '흐름 점검',
  sound: playlistSoundText,
  apart: apartText,
  note: reportNoteText,
  checking: '처음부터 들어 보는 중…',
  near: (n, of) => `${of}곡 중 ${tracks(n)}은 요청에 가까울 뿐이에요`,
  outliers: '튀는 곡',
  missingSteps: '빠진 걸음',
  order: '더 부드러운 순서',
  orderLead: (before, after) =>
    `이웃한 곡이 ${Math.max(1, Math.round((1 - after / before) * 100))}% 더 가까워져요.`,
  apply: '이 순서로 놓기',
  insert: '여기에 추가',
  show: '보기',
  nothing: '튀는 곡이 없고 순서가 부드러워요.',
  close: '닫기'
}
