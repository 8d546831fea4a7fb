import type { Sound, SoundEvents, Source } from './sound.ts'

/** The part of an audio element that is used. */
export type SoundElement = Pick<
  HTMLAudioElement,
  'src' | 'currentTime' | 'duration' | 'paused' | 'volume' | 'error' | 'play' | 'pause' | 'addEventListener'
> &
  Partial<Pick<HTMLAudioElement, 'setSinkId'>>

/**
 * The file as the browser's own audio element plays it: for browsers without worklets, and for files that only the browser can
 * decode. Between two of them is a short silence.
 */
export class ElementSound implements Sound {
  readonly #element: SoundElement
  readonly #address: (id: number) => string
  #events: SoundEvents | null = null
  #source: Source | null = null
  /** The address of a track that nobody asked to hear yet. */
  #unloaded: string | null = null
  #from = 0
  #until: number | null = null
  /** Whether the length is known: before that it cannot be put anywhere. */
  #isReady = false
  #volume = 1

  constructor(address: (id: number) => string, element: SoundElement = new Audio()) {
    this.#address = address
    this.#element = element
    const heard = (name: string, run: () => void): void =>
      element.addEventListener(name, () => this.#source && run())
    heard('timeupdate', () => this.#tick())
    heard('play', () => this.#events?.playing(true))
    heard('pause', () => this.#events?.playing(false))
    heard('ended', () => this.#events?.ended())
    heard('loadedmetadata', () => this.#ready())
    // 2: the file did not come, or not all of it.
    heard('error', () => this.#events?.failed(element.error?.code === 2 ? 'gone' : 'unplayable'))
  }

  get paused(): boolean {
    return this.#element.paused
  }

  listen(events: SoundEvents): void {
    this.#events = events
  }

  load(source: Source, starts: boolean): void {
    this.#source = source
    this.#unloaded = this.#address(source.id)
    this.#from = source.from
    this.#until = source.until
    this.#isReady = false
    this.#setLoudness()
    if (starts) void this.play()
    else this.#element.pause()
  }

  /** Silent, until something is loaded again. */
  leave(): void {
    this.#source = null
    this.#element.pause()
  }

  async play(): Promise<void> {
    if (this.#unloaded !== null) this.#element.src = this.#unloaded
    this.#unloaded = null
    // A track replaced before it began rejects; what is wrong with a file arrives as an error event.
    await this.#element.play().catch(() => undefined)
  }

  pause(): void {
    this.#element.pause()
  }

  seek(seconds: number, until: number | null): void {
    this.#until = until
    if (this.#isReady) this.#element.currentTime = seconds
    else this.#from = seconds
  }

  setFactor(factor: number): void {
    if (this.#source) this.#source = { ...this.#source, factor }
    this.#setLoudness()
  }

  setVolume(volume: number): void {
    this.#volume = volume
    this.#setLoudness()
  }

  get choosesOutput(): boolean {
    return this.#element.setSinkId !== undefined
  }

  async setOutput(id: string, lost: () => void): Promise<void> {
    await this.#element.setSinkId?.(id).catch(lost)
  }

  #setLoudness(): void {
    this.#element.volume = this.#volume * (this.#source?.factor ?? 1)
  }

  #tick(): void {
    const { currentTime } = this.#element
    this.#events?.time(currentTime)
    if (this.#until === null || currentTime < this.#until) return
    this.#until = null
    this.#events?.ended()
  }

  #ready(): void {
    const { duration } = this.#element
    if (Number.isFinite(duration)) this.#events?.length(duration)
    if (this.#from > 0) this.#element.currentTime = this.#from
    this.#from = 0
    this.#isReady = true
  }
}
