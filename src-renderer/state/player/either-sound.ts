import type { PageBridge } from '#contract/bridge.ts'
import { ElementSound } from './element-sound.ts'
import type { Following, Sound, SoundEvents, Source } from './sound.ts'
import { StreamSound } from './stream/stream-sound.ts'

/**
 * Samples from the engine where the page can have them: in the window, and in a browser on the same machine. Elsewhere they
 * would take ten times the line of the file itself, and browsers give no worklets to pages that come over plain HTTP; there, and
 * for what only the browser can decode, its own audio element plays.
 */
export class EitherSound implements Sound {
  readonly #element: ElementSound
  readonly #stream: StreamSound | null
  #now: Sound

  constructor(bridge: PageBridge) {
    this.#element = new ElementSound(id => bridge.mediaUrl(id))
    const streams = 'AudioWorkletNode' in window && isHere(bridge)
    this.#stream = streams
      ? new StreamSound((asked, signal) => bridge.call('audio.sound', asked, signal), this.#refused)
      : null
    this.#now = this.#stream ?? this.#element
  }

  readonly #refused = (source: Source): void => {
    this.#stream?.leave()
    this.#now = this.#element
    this.#element.load(source, true)
  }

  get paused(): boolean {
    return this.#now.paused
  }

  listen(events: SoundEvents, following: Following): void {
    this.#element.listen(events)
    this.#stream?.listen(events, following)
  }

  load(source: Source, starts: boolean): void {
    if (this.#stream && this.#now === this.#element) this.#element.leave()
    this.#now = this.#stream ?? this.#element
    this.#now.load(source, starts)
  }

  play(): Promise<void> {
    return this.#now.play()
  }

  pause(): void {
    this.#now.pause()
  }

  seek(seconds: number, until: number | null): void {
    this.#now.seek(seconds, until)
  }

  setFactor(factor: number): void {
    this.#now.setFactor(factor)
  }

  setVolume(volume: number): void {
    this.#element.setVolume(volume)
    this.#stream?.setVolume(volume)
  }

  get choosesOutput(): boolean {
    return this.#element.choosesOutput && (this.#stream?.choosesOutput ?? true)
  }

  async setOutput(id: string, lost: () => void): Promise<void> {
    await Promise.all([this.#element.setOutput(id, lost), this.#stream?.setOutput(id, lost)])
  }
}

const isHere = ({ shape }: PageBridge): boolean =>
  shape === 'electron' || ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname)
