import { basename } from 'node:path'
import {
  CouldNotDetermineFileTypeError,
  parseFromTokenizer,
  UnsupportedFileTypeError,
  type IAudioMetadata
} from 'music-metadata'
import { EarshotError, type Failure } from '#contract/errors.ts'
import { pathForDisplay } from '../files/paths.ts'
import type { TrackRecord } from '../database/statements/tracks.ts'
import { AudioFile } from './audio-file.ts'
import { AudioTokenizer } from './audio-tokenizer.ts'
import { cleanGenres, cleanInteger, cleanNumber, cleanText, cleanYear, longestComment } from './clean-tags.ts'
import { contentIdentity } from './content-identity.ts'
import { extensionOf } from '../formats/names.ts'
import type { Format } from '../formats/format.ts'
import { sniff } from '../formats/sniff.ts'
import { formats } from '../formats/table.ts'
import { oggDuration } from './ogg-duration.ts'

/** What is said of a file that has an ID3 tag and nothing known behind it. */
const onlyTagged = 'MPEG'

/** What one file says of itself. */
export interface FileFacts extends Omit<TrackRecord, 'folderId' | 'path' | 'pathText'> {
  /** Why its tags could not be read, where it is audio all the same. */
  failure: Failure | null
}

/**
 * Reads tags and properties of a file, and its content identity. Synchronous inside: for workers.
 * `name`: what it is to be called after where it has no title, for copies. Throws unreadable-file for what is empty or
 * no audio, no-access, not-found.
 */
export async function readTags(path: string, name = path): Promise<FileFacts> {
  const file = new AudioFile(path)
  try {
    if (file.size === 0) throw new EarshotError('unreadable-file', 'The file is empty.')
    const found = sniff((at, length) => file.bytes(at, length))
    const format = found === null || found.format === null ? null : formats[found.format]
    const { metadata, problem } = await parse(file, path, format)
    if (metadata === null && found === null) throw notAudio(path)
    const described = describe(name, metadata, format?.container ?? (found === null ? '' : onlyTagged))
    if (described.duration === null && format?.container === 'Ogg') {
      described.duration = oggDuration(file, described.codec, metadata?.format.sampleRate)
    }
    return {
      ...described,
      size: file.size,
      mtime: file.mtime,
      contentId: contentIdentity(file),
      failure: problem === null ? null : { code: 'unreadable-file', message: problem }
    }
  } finally {
    file.close()
  }
}

interface Parsed {
  metadata: IAudioMetadata | null
  problem: string | null
}

/** As what it begins like, then as what it is named. Metadata without any sound in it counts as none. */
async function parse(file: AudioFile, path: string, format: Format | null): Promise<Parsed> {
  const options = { skipCovers: true, skipPostHeaders: true, duration: false }
  let problem: string | null = null
  for (const extension of new Set([format?.tagReader ?? extensionOf(path), extensionOf(path)])) {
    try {
      const metadata = await parseFromTokenizer(new AudioTokenizer(file, `file.${extension}`), options)
      if (metadata.format.hasAudio === false && metadata.format.hasVideo === true) throw notAudio(path)
      if (hasSound(metadata)) return { metadata, problem: null }
      problem ??= 'The tags are damaged (they name neither a sample rate nor a length).'
    } catch (thrown) {
      if (thrown instanceof EarshotError) throw thrown
      if (!noReader(thrown)) problem ??= `The tags are damaged (${reason(thrown)}).`
    }
  }
  return { metadata: null, problem }
}

function hasSound({ format }: IAudioMetadata): boolean {
  return format.hasAudio !== false && (positive(format.sampleRate) || positive(format.duration))
}

/** A format that nobody reads tags of is no failure. */
function noReader(thrown: unknown): boolean {
  return thrown instanceof UnsupportedFileTypeError || thrown instanceof CouldNotDetermineFileTypeError
}

function positive(value: number | undefined): boolean {
  return value !== undefined && Number.isFinite(value) && value > 0
}

function notAudio(path: string): EarshotError {
  return new EarshotError('unreadable-file', `The file is named .${extensionOf(path)} but holds no audio.`)
}

function reason(thrown: unknown): string {
  return cleanText(thrown instanceof Error ? thrown.message : String(thrown), 200)
}

type Description = Omit<FileFacts, 'size' | 'mtime' | 'contentId' | 'failure'>

function describe(path: string, metadata: IAudioMetadata | null, container: string): Description {
  const common = metadata?.common
  const format = metadata?.format
  const fileName = pathForDisplay(basename(path))
  const stem = fileName.slice(0, fileName.length - extensionOf(fileName).length - 1)
  return {
    title: cleanText(common?.title) || cleanText(stem) || fileName,
    artist: cleanText(common?.artist) || cleanText(common?.artists?.join(', ')),
    album: cleanText(common?.album),
    albumArtist: cleanText(common?.albumartist),
    genres: cleanGenres(common?.genre),
    comment: cleanText(common?.comment?.map(({ text }) => text ?? '').join(' '), longestComment),
    trackNumber: cleanInteger(common?.track.no, 1, 9999),
    discNumber: cleanInteger(common?.disk.no, 1, 999),
    year: cleanYear(common?.year, common?.date, common?.originaldate),
    duration: cleanNumber(format?.duration, 0, 10_000_000),
    container: cleanText(format?.container, 60) || container,
    codec: cleanText(format?.codec, 60),
    lossless: format?.lossless === true,
    bitrate: cleanInteger(format?.bitrate, 1, 100_000_000),
    sampleRate: cleanInteger(format?.sampleRate, 1, 10_000_000),
    channels: cleanInteger(format?.numberOfChannels, 1, 1024),
    bpm: cleanNumber(common?.bpm, 20, 999),
    key: cleanText(common?.key, 20)
  }
}
