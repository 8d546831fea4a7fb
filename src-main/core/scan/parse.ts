import type * as MusicMetadata from 'music-metadata'
import type { IAudioMetadata } from 'music-metadata'
import { EarshotError } from '#contract/errors.ts'
import type { Format } from '../formats/format.ts'
import { extensionOf } from '../formats/names.ts'
import type { AudioFile } from './audio-file.ts'
import { AudioTokenizer } from './audio-tokenizer.ts'
import { cleanText } from './clean-tags.ts'

/** Loaded with the first file: most commands read none. */
let reader: Promise<typeof MusicMetadata> | null = null

export interface Parsed {
  metadata: IAudioMetadata | null
  problem: string | null
}

/** The part of a file that is looked at. */
export interface Part {
  from: number
  end: number
}

/** As what it begins like, then as what it is named. Metadata without any sound in it counts as none. */
export async function parse(
  file: AudioFile,
  path: string,
  format: Format | null,
  { from, end }: Part
): Promise<Parsed> {
  const options = { skipCovers: true, skipPostHeaders: true, duration: false }
  const { parseFromTokenizer, CouldNotDetermineFileTypeError, UnsupportedFileTypeError } = await (reader ??=
    import('music-metadata'))
  // A format that nobody reads tags of is no failure.
  const noReader = (thrown: unknown): boolean =>
    thrown instanceof UnsupportedFileTypeError || thrown instanceof CouldNotDetermineFileTypeError
  let problem: string | null = null
  for (const extension of new Set([format?.tagReader ?? extensionOf(path), extensionOf(path)])) {
    try {
      const metadata = await parseFromTokenizer(
        new AudioTokenizer(file, `file.${extension}`, from, end),
        options
      )
      if (metadata.format.hasAudio === false && metadata.format.hasVideo === true) throw notAudio(path)
      if (metadata.format.hasVideo === true && mostlyVideo.has(extensionOf(path))) throw video()
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

function positive(value: number | undefined): boolean {
  return value !== undefined && Number.isFinite(value) && value > 0
}

/** Endings that promise pictures; sound alone is found behind them, too. */
const mostlyVideo = new Set(['mp4', 'mkv', 'webm'])

const video = (): EarshotError => new EarshotError('video', 'It holds moving pictures as well as sound.')

export function notAudio(path: string): EarshotError {
  return new EarshotError('unreadable-file', `The file is named .${extensionOf(path)} but holds no audio.`)
}

function reason(thrown: unknown): string {
  return cleanText(thrown instanceof Error ? thrown.message : String(thrown), 200)
}
