import type { Passage } from '#contract/entities.ts'
import { EarshotError, type Failure } from '#contract/errors.ts'
import type { TrackRecord } from '../database/statements/tracks.ts'
import type { Format } from '../formats/format.ts'
import { sniff } from '../formats/sniff.ts'
import { losslessBy } from '../formats/lossless.ts'
import { formats } from '../formats/table.ts'
import { usualCharset } from '../tags/legacy-text.ts'
import { readTexts } from '../tags/read-texts.ts'
import { AudioFile } from './audio-file.ts'
import { cleanInteger, cleanNumber, cleanText } from './clean-tags.ts'
import { contentIdentity } from './content-identity.ts'
import { passagesOf, playedOf, shownOf, textsOf, type Shown } from './describe.ts'
import { oggDuration } from './ogg-duration.ts'
import { headerFacts, type HeaderFacts } from './headers/index.ts'
import { notAudio, parse, type Parsed } from './parse.ts'

/** What is said of a file that has an ID3 tag and nothing known behind it. */
const onlyTagged = 'MPEG'

/** What one file says of itself. */
export interface FileFacts extends Omit<TrackRecord, 'folderId' | 'path' | 'pathText'> {
  /** Why its tags could not be read, where it is audio all the same. */
  failure: Failure | null
  /** A first rating (0..100) and plays, as other programs wrote them. */
  played: { rating: number | null; plays: number }
  /** Of a cue sheet in its tags. */
  passages: Passage[]
}

export interface ReadOptions {
  /** What it is to be called after where it has no title, for copies. */
  name?: string | undefined
  /** How texts are read that do not say how they are encoded, by a name that TextDecoder knows. */
  charset?: string | undefined
}

/**
 * Reads tags and properties of a file, and its content identity. Synchronous inside: for workers. What its tags say is
 * read by the code that writes them; another reader has the sound's properties, and the tags of kinds that ours does
 * not know. Throws unreadable-file for what is empty or no audio, no-access, not-found.
 */
export async function readTags(path: string, options: ReadOptions = {}): Promise<FileFacts> {
  const { name = path, charset = usualCharset } = options
  const file = new AudioFile(path)
  try {
    if (file.size === 0) throw new EarshotError('unreadable-file', 'The file is empty.')
    const found = sniff((at, length) => file.bytes(at, length))
    const format: Format | null = found === null || found.format === null ? null : formats[found.format]
    if (format?.undecodable === true) {
      throw new EarshotError('unsupported-format', `It is ${format.name}, of which there is no free decoder.`)
    }
    const source = { size: file.size, read: (target: Uint8Array, at: number) => file.read(target, at) }
    const own = found === null ? null : readTexts(path, source, found, charset)
    // Of what is read already nothing is read again.
    const part = own === null ? { from: 0, end: file.size } : { from: found!.offset, end: own.end }
    const facts = found === null ? null : headerFacts(file, found, own === null ? null : part)
    const parsed =
      facts !== null && (facts.alone === true || format?.tagReader === null)
        ? unread
        : await parse(file, path, format, part)
    if (parsed.metadata === null && found === null) throw notAudio(path)
    const sound = soundOf(parsed, facts, format)
    if (found !== null) sound.container ||= onlyTagged
    if (sound.duration === null && format?.container === 'Ogg') {
      sound.duration = oggDuration(file, sound.codec, (parsed.metadata?.format ?? facts)?.sampleRate)
    }
    // Tags that were understood are not damaged because the sound's own header is odd (WavPack of an odd rate).
    const problem = own === null ? parsed.problem : null
    const texts = own?.texts ?? textsOf(parsed.metadata)
    return {
      ...shownOf(name, texts),
      played: playedOf(texts),
      passages: passagesOf(texts),
      ...sound,
      size: file.size,
      mtime: file.mtime,
      contentId: contentIdentity(file),
      failure: problem === null ? null : { code: 'unreadable-file', message: problem }
    }
  } finally {
    file.close()
  }
}

/** What another reader than ours shows of a file, as players would; null where it cannot read it. */
export async function readElsewhere(path: string): Promise<Shown | null> {
  const file = new AudioFile(path)
  try {
    const found = sniff((at, length) => file.bytes(at, length))
    const format = found === null || found.format === null ? null : formats[found.format]
    const { metadata } = await parse(file, path, format, { from: 0, end: file.size })
    return metadata === null ? null : shownOf('', textsOf(metadata))
  } finally {
    file.close()
  }
}

type Sound = Pick<
  FileFacts,
  'duration' | 'container' | 'codec' | 'lossless' | 'bitrate' | 'sampleRate' | 'channels'
>

const unread: Parsed = { metadata: null, problem: null }

/** A header of ours says more exactly what stands in it; of a length, the other reader's counts first. */
export function soundOf({ metadata }: Parsed, facts: HeaderFacts | null, format: Format | null): Sound {
  const said = metadata?.format
  const codec = cleanText(facts?.codec ?? said?.codec, 60)
  return {
    duration: cleanNumber(said?.duration ?? facts?.duration, 0, 10_000_000),
    container: cleanText(said?.container ?? facts?.container, 60) || (format?.container ?? ''),
    codec,
    lossless: (format === null ? null : losslessBy(format, codec)) ?? said?.lossless === true,
    bitrate: cleanInteger(said?.bitrate ?? facts?.bitrate, 1, 100_000_000),
    sampleRate: cleanInteger(said?.sampleRate ?? facts?.sampleRate, 1, 10_000_000),
    channels: cleanInteger(said?.numberOfChannels ?? facts?.channels, 1, 1024)
  }
}
