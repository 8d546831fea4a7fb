import { allFormats } from './table.ts'

const endings = new Set(allFormats.flatMap(([, { endings }]) => endings))

/** Whether a file name promises audio. */
export function isAudioName(name: string): boolean {
  return endings.has(extensionOf(name))
}

/** Lower case, without the dot; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}
