import type { Job } from '#contract/entities.ts'
import type { Family } from '../../wire/handler.ts'

export function analysisHandlers(start: (ids?: number[]) => Job): Family<'analysis'> {
  return { 'analysis.start': ({ ids }) => start(ids) }
}
