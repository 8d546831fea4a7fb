import type { Sniffed } from '../../formats/sniff.ts'
import type { AudioFile } from '../audio-file.ts'
import type { Part } from '../parse.ts'
import type { HeaderFacts } from './facts.ts'
import { flacFacts } from './flac.ts'
import { mp4Facts } from './mp4.ts'
import { mpegFacts } from './mpeg.ts'
import { oggFacts } from './ogg.ts'
import { sampleFacts } from './samples.ts'

export type { HeaderFacts } from './facts.ts'

/**
 * What our own code reads of a sound's header; null for a kind that it does not know, or a file that is out of the ordinary.
 * `part`: where the sound is, if our own code has read the tags; else the other reader is needed for those.
 */
export function headerFacts(file: AudioFile, found: Sniffed, part: Part | null): HeaderFacts | null {
  if (part !== null) {
    if (found.format === 'flac') return flacFacts(file, part)
    if (found.format === 'ogg-vorbis' || found.format === 'ogg-opus') return oggFacts(file, part)
    if (found.format === 'mp3') return mpegFacts(file, part)
    if (found.format === 'mp4') return mp4Facts(file, part)
  }
  return sampleFacts(file, found)
}
