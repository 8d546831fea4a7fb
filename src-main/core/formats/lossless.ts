import type { Format } from './format.ts'

/** Whether sound of this codec is whole, by the table; null where files of the format may be either, and say which. */
export function losslessBy(format: Format, codec: string): boolean | null {
  const found = format.codecs.find(one => one.worded.test(codec.toLowerCase()))
  return found === undefined || found.lossless === 'either' ? null : found.lossless
}
