import type { Sniffed } from '../formats/sniff.ts'
import { formats, type FormatId } from '../formats/table.ts'
import { cafTexts } from './caf.ts'
import { openChunks } from './chunks.ts'
import type { TagTexts } from './fields.ts'
import { openMpeg } from './mpeg.ts'
import { openers, type Opener } from './openers.ts'
import { TagBytes, tried, type ByteSource } from './tag-bytes.ts'

/** What a file says, and where the sound is that it says it of. */
export interface ReadTexts {
  texts: TagTexts
  /** Where tags of the MPEG kind begin behind the sound; the end of the file for every other. */
  end: number
}

/** ID3v2 before the sound, APEv2 and ID3v1 behind it: of all that have no place of their own for tags. */
const around: Partial<Record<FormatId, true>> = {
  mp3: true,
  mp2: true,
  aac: true,
  ape: true,
  wavpack: true,
  tta: true,
  tak: true,
  musepack: true
}

/**
 * What the tags of a file say, read by the very code that writes them; null where it knows no tags of this kind, or
 * cannot understand these. `source`: the file, open. `charset`: how texts are read that do not say it.
 */
export function readTexts(
  path: string,
  source: ByteSource,
  found: Sniffed,
  charset: string
): ReadTexts | null {
  if (found.format === null) return null
  const file = TagBytes.over(path, source, charset)
  return tried(() => textsOf(file, found.format!, found.offset))
}

/** Whether tags of this format are read by our own code. */
export const readsTexts = (format: FormatId): boolean =>
  format === 'caf' || format === 'rf64' || around[format] === true || openerOf(format) !== null

function textsOf(file: TagBytes, format: FormatId, offset: number): ReadTexts | null {
  if (format === 'caf') return { texts: cafTexts(file), end: file.size }
  if (around[format] === true) {
    const { texts, audio } = openMpeg(file)
    const [sound] = audio()
    const end = sound === undefined || sound instanceof Uint8Array ? file.size : sound.at + sound.length
    return { texts, end }
  }
  const open = format === 'rf64' ? openChunks('rf64') : openerOf(format)
  return open === null ? null : { texts: open(file, offset).texts, end: file.size }
}

function openerOf(format: FormatId): Opener | null {
  const { tagWriter } = formats[format]
  return tagWriter === null ? null : openers[tagWriter]
}
