import type { Reliability } from '#contract/tagging.ts'
import { tracks } from '../numbers.ts'

const measuredOn: Record<Reliability['source'], string> = {
  library: '내 태그',
  model: '다른 음악',
  examples: '내가 답한 예',
  marked: '내 표시',
  none: ''
}
const of10 = (share: number): string => {
  const right = Math.floor(share * 10 + 1e-9)
  return right === 0 ? '10번에 1번 미만' : `10번에 ${right}번`
}

/** How far a term can be trusted, and how we know, in one line. */
export function trust({ source, precision, auc, examples }: Reliability): string {
  if (source === 'marked') return '이 곡에 직접 표시했어요'
  const on = `${measuredOn[source]} ${tracks(examples)} 기준`
  if (source !== 'none' && precision !== null) return `${of10(precision)} 맞음(${on})`
  if (source !== 'none' && auc !== null) return `${of10(auc)} 맞는 곡이 먼저 나옴(${on})`
  return '측정하지 않아서 스스로 제안하지 않아요'
}

const shortOn: Record<Reliability['source'], string> = {
  library: '내 태그',
  model: '다른 음악',
  examples: '내가 답한 예',
  marked: '직접 표시함',
  none: ''
}

/** The same for a narrow column. */
export function trustShort({ source, precision, auc }: Reliability): string {
  if (source === 'marked') return shortOn.marked
  const share = precision ?? auc
  return source === 'none' || share === null ? '측정 안 함' : `${of10(share)} · ${shortOn[source]}`
}
