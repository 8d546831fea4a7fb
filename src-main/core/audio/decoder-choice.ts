import { findDecoder, type FoundDecoder } from './find-decoder.ts'

/** The decoder at hand, looked for when it is first needed and again when another one was chosen. */
export class DecoderChoice {
  readonly #chosen: () => string | null
  #found: { for: string | null; decoder: Promise<FoundDecoder> } | null = null

  /** `chosen` gives the setting: a path to ffmpeg, or null to look for one. */
  constructor(chosen: () => string | null) {
    this.#chosen = chosen
  }

  find(): Promise<FoundDecoder> {
    const ffmpegPath = this.#chosen()
    if (this.#found?.for !== ffmpegPath)
      this.#found = { for: ffmpegPath, decoder: findDecoder({ ffmpegPath }) }
    return this.#found!.decoder
  }
}
