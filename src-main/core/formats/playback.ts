import { basename } from 'node:path'
import type { Format } from './format.ts'
import { extensionOf } from './names.ts'
import { allFormats } from './table.ts'

/** How a page may play a file: its content type, and whether Chromium has a decoder for it. */
export interface Playback {
  type: string
  playable: boolean
}

/** By container and codec as the library stores them, which may be empty; else by the ending of the name. */
export function playbackOf(path: string, container: string, codec: string): Playback {
  const format = worded(`${container} ${codec}`.toLowerCase()) ?? ending(extensionOf(basename(path)))
  if (format === null) return { type: 'application/octet-stream', playable: false }
  const found = format.codecs.find(one => one.worded.test(codec.toLowerCase()))
  return { type: format.type, playable: found?.playable ?? format.playable }
}

function worded(words: string): Format | null {
  return allFormats.find(([, format]) => format.worded.test(words))?.[1] ?? null
}

function ending(extension: string): Format | null {
  return allFormats.find(([, { endings }]) => endings.includes(extension))?.[1] ?? null
}
