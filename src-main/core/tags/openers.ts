import type { TagWriterKey } from '../formats/table.ts'
import { openChunks } from './chunks.ts'
import type { TaggedFile } from './fields.ts'
import { openFlac } from './flac.ts'
import { openMp4 } from './mp4.ts'
import { openApe, openMpeg } from './mpeg.ts'
import { openOgg } from './ogg.ts'
import type { TagBytes } from './tag-bytes.ts'

/** Opens a file whose audio begins at an offset. */
export type Opener = (file: TagBytes, offset: number) => TaggedFile

/** What changes the tags of files, by the key that the table of formats has. */
export const openers = {
  mpeg: openMpeg,
  flac: openFlac,
  'ogg-vorbis': openOgg('ogg-vorbis'),
  'ogg-opus': openOgg('ogg-opus'),
  'ogg-flac': openOgg('ogg-flac'),
  mp4: openMp4,
  wav: openChunks('wav'),
  aiff: openChunks('aiff'),
  ape: openApe
} satisfies Record<TagWriterKey, Opener>
