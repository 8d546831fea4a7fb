import { findDecoder, type FoundDecoder } from './find-decoder.ts'

/** The decoder at hand, looked for when it is first needed and again when another one was chosen. */
export class DecoderChoice {
  readonly #chosen: () => string | null
  readonly #bundledFolders: string[]
  #found: { for: string | null; decoder: Promise<FoundDecoder> } | null = null

  /** `chosen` gives the setting: a path to ffmpeg, or null to look for one, first in these folders. */
  constructor(chosen: () => string | null, bundledFolders: string[] = []) {
    this.#chosen = chosen
    this.#bundledFolders = bundledFolders
  }

  find(): Promise<FoundDecoder> {
    const ffmpegPath = this.#chosen()
    const bundledFolders = this.#bundledFolders
    if (this.#found?.for !== ffmpegPath)
      this.#found = { for: ffmpegPath, decoder: findDecoder({ ffmpegPath, bundledFolders }) }
    return this.#found!.decoder
  }
}
