import type { PutBack } from '#contract/tagging.ts'

/** How a file of an undo was put back. */
export const putBackWords = {
  bytes: 'Byte for byte as before',
  changed: 'something else changed it since, so its values were put back',
  parts: 'other changes stay in it, so only these values were put back',
  'not-kept': 'what it was is not kept, so its values were put back'
} as const satisfies Record<PutBack, string>
