import type { PageBridge } from '#contract/bridge.ts'
import type { Played, Moment, TrackRow, Waveform } from '#contract/entities.ts'
import type { GainMode } from '#contract/gain.ts'
import type { Heat } from '#contract/heat.ts'
import { levelOf, type Level } from './player/level.ts'
import type { Entry } from './player/order.ts'
import type { Playable, Queue } from './player/queue.svelte.ts'
import type { Sound } from './player/sound.ts'
import type { Rows } from './rows.svelte.ts'

/** A track counts as played after half of it, or so many seconds; what is jumped over was not heard. */
const longEnough = 240
/** Times are told some four times a second, in the background once: more than that between two was a jump. */
const longestTick = 3

export type PlayerTrouble = 'unplayable' | 'gone' | null

/** What is loaded into the sound, and from where on it plays. */
interface Loaded {
  id: number
  /** Where the passage begins and ends that is played; null: the whole track is. */
  span: Moment | null
  /** Of the queue; without it is played beside it. */
  key?: number
  from: number
  /** Whether it begins to play by itself. */
  starts: boolean
}

/** Plays the queue, and what is listened to beside it. Waveform and heat follow the track and the words of the search. */
export class Player {
  track = $state.raw<TrackRow | null>(null)
  paused = $state(true)
  time = $state(0)
  duration = $state(0)
  volume = $state(1)
  muted = $state(false)
  trouble = $state<PlayerTrouble>(null)
  waveform = $state.raw<Waveform | null>(null)
  heat = $state.raw<Heat | null>(null)
  /** How loud this track is played; null: as it is in its file. */
  level = $state.raw<Level | null>(null)
  /** Something beside the queue is listened to: where the queue goes on afterwards. */
  beside = $state.raw<{ time: number; paused: boolean } | null>(null)

  readonly length = $derived(this.duration || this.waveform?.duration || this.track?.duration || 0)
  readonly moments: Moment[] = $derived(this.heat?.moments ?? [])

  readonly queue: Queue
  readonly #bridge: PageBridge
  readonly #rows: Rows
  readonly #sound: Sound
  #span: Moment | null = null
  /** Where the passage ends that is played; null: the track is. */
  #until: number | null = null
  #from = 0
  /** The address of a track that nobody asked to hear yet. */
  #unloaded: string | null = null
  /** Whether the length of the sound is known: before that it cannot be put anywhere. */
  #isReady = false
  #momentAt = -1
  #mode: GainMode = 'off'
  #loading: AbortController | null = null
  #words = ''
  /** Seconds of this track that were heard, until they have been counted. */
  #played: number | null = null
  readonly #counted: (id: number, played: Played) => void

  /** `counted`: a track was heard for long enough to count as played. */
  constructor(
    bridge: PageBridge,
    rows: Rows,
    queue: Queue,
    sound: Sound,
    counted: (id: number, played: Played) => void = () => undefined
  ) {
    this.#bridge = bridge
    this.#rows = rows
    this.queue = queue
    this.#sound = sound
    this.#counted = counted
    sound.addEventListener('timeupdate', () => this.#tick(sound.currentTime))
    sound.addEventListener('play', () => (this.paused = false))
    sound.addEventListener('pause', () => (this.paused = true))
    sound.addEventListener('ended', () => void this.#goOn(true))
    sound.addEventListener('loadedmetadata', () => this.#ready())
    sound.addEventListener('error', () => this.#stumble())
  }

  /** Plays a list from a place on: of passages each ends where the next begins. It is the queue from now on. */
  async play(list: Playable, place: number, from?: number): Promise<void> {
    await this.#playEntry(this.queue.start(list, place), from)
  }

  /** Plays the one at a place of the queue. */
  async playAt(place: number): Promise<void> {
    await this.#playEntry(this.queue.go(place))
  }

  /** Plays a track beside the queue, from a second on; afterwards the queue goes on where it was. */
  async hear(id: number, from = 0): Promise<void> {
    this.beside ??= { time: this.time, paused: this.paused }
    await this.#load({ id, span: null, from, starts: true })
  }

  /** Back to the queue, where it was left. */
  async backToQueue(): Promise<void> {
    const left = this.beside
    const { current } = this.queue
    if (!left) return
    this.beside = null
    if (current) await this.#load({ ...current, from: left.time, starts: !left.paused })
    else await this.next()
  }

  /** As it was left, without a sound until it is asked for. */
  async resume(time: number): Promise<void> {
    const { current } = this.queue
    if (current) await this.#load({ ...current, from: time, starts: false })
  }

  async #playEntry(entry: Entry | null, from = entry?.span?.start ?? 0): Promise<void> {
    if (!entry) return
    this.beside = null
    await this.#load({ ...entry, from, starts: true })
  }

  async #load({ id, key, span, from, starts }: Loaded): Promise<void> {
    this.#span = span
    this.#until = span?.end ?? null
    this.#from = from
    this.#momentAt = from > 0 ? 0 : -1
    this.#loading?.abort()
    this.#loading = new AbortController()
    const { signal } = this.#loading
    const [row, level] = await Promise.all([this.#rows.fetch(id), this.#levelOf(id, signal)])
    if (signal.aborted) return
    if (!row) {
      if (key !== undefined) this.queue.drop(key)
      if (key !== undefined && starts) await this.next()
      return
    }
    this.track = row
    this.level = level
    this.#setLoudness()
    this.trouble = null
    this.#played = 0
    this.time = from
    this.duration = 0
    this.waveform = null
    this.heat = null
    this.#unloaded = this.#bridge.mediaUrl(id)
    this.#isReady = false
    if (starts) void this.#start()
    else this.#sound.pause()
    await Promise.all([
      this.#loadWaveform(id, signal),
      this.#loadHeat(id, signal),
      starts && key !== undefined && this.queue.extend()
    ])
  }

  /** The words the heat is drawn for. */
  async follow(words: string): Promise<void> {
    if (words === this.#words) return
    this.#words = words
    this.#momentAt = -1
    if (this.track && this.#loading) await this.#loadHeat(this.track.id, this.#loading.signal)
  }

  async toggle(): Promise<void> {
    if (!this.track) await this.next()
    else if (this.#sound.paused) await this.#start()
    else this.#sound.pause()
  }

  seek(seconds: number): void {
    if (!this.track || this.trouble) return
    this.time = Math.min(Math.max(0, seconds), this.length)
    // Who goes past the end of a passage wants to hear on.
    const end = this.#span?.end ?? null
    this.#until = end !== null && this.time < end ? end : null
    if (this.#isReady) this.#sound.currentTime = this.time
    else this.#from = this.time
  }

  /** Jumps to the best moment, then the next best, and round again. */
  nextMoment(): void {
    if (!this.moments.length) return
    this.#momentAt = (this.#momentAt + 1) % this.moments.length
    this.seek(this.moments[this.#momentAt]!.start)
  }

  /** On in the queue; from beside it, back to it. */
  async next(): Promise<void> {
    await this.#goOn(false)
  }

  /** Back to the start; near the start, the track before. */
  async previous(): Promise<void> {
    const start = this.#span?.start ?? 0
    if (this.time > start + 3 || this.beside || this.queue.place <= 0) this.seek(start)
    else await this.playAt(this.queue.place - 1)
  }

  async #goOn(ended: boolean): Promise<void> {
    if (this.beside) return this.backToQueue()
    if (!this.queue.following(ended)) await this.queue.extend()
    await this.#playEntry(this.queue.advance(ended))
  }

  setVolume(volume: number): void {
    this.volume = Math.min(1, Math.max(0, volume))
    this.#setLoudness()
    this.setMuted(false)
  }

  /** Brings tracks to one loudness, or no more. */
  async bringTo(mode: GainMode): Promise<void> {
    if (mode === this.#mode) return
    this.#mode = mode
    const signal = this.#loading?.signal
    if (!this.track || !signal) return
    const level = await this.#levelOf(this.track.id, signal)
    if (signal.aborted) return
    this.level = level
    this.#setLoudness()
  }

  /** A loudness that cannot be had is nothing to keep a track silent for. */
  async #levelOf(id: number, signal: AbortSignal): Promise<Level | null> {
    if (this.#mode === 'off') return null
    return levelOf(await this.#bridge.call('audio.gain', { id }, signal).catch(() => null), this.#mode)
  }

  #setLoudness(): void {
    this.#sound.volume = this.volume * (this.level?.factor ?? 1)
  }

  setMuted(muted: boolean): void {
    this.muted = muted
    this.#sound.muted = muted
  }

  async #start(): Promise<void> {
    if (this.#unloaded !== null) this.#sound.src = this.#unloaded
    this.#unloaded = null
    // A track replaced before it began rejects; what is wrong with a file arrives as an error event.
    await this.#sound.play().catch(() => undefined)
  }

  #tick(time: number): void {
    const passed = time - this.time
    this.time = time
    if (this.#until !== null && time >= this.#until) return this.#endPassage()
    const id = this.track?.id
    if (this.#played === null || id === undefined || this.length <= 0) return
    if (passed > 0 && passed < longestTick) this.#played += passed
    if (this.#played < Math.min(longEnough, this.length / 2)) return
    this.#played = null
    // That a count was lost is nothing to stop the music for.
    void this.#bridge.call('library.played', { id }).then(
      played => this.#counted(id, played),
      () => undefined
    )
  }

  /** On to the next passage; after the last the music stops. */
  #endPassage(): void {
    this.#until = null
    if (this.beside || this.queue.following(true)) void this.#goOn(true)
    else this.#sound.pause()
  }

  #ready(): void {
    this.duration = Number.isFinite(this.#sound.duration) ? this.#sound.duration : 0
    if (this.#from > 0) this.#sound.currentTime = this.#from
    this.#from = 0
    this.#isReady = true
  }

  #stumble(): void {
    const unreachable = this.#sound.error?.code === 2
    this.trouble = unreachable || this.track?.available === false ? 'gone' : 'unplayable'
    this.paused = true
  }

  async #loadWaveform(id: number, signal: AbortSignal): Promise<void> {
    const waveform = await this.#bridge.call('audio.waveform', { id }, signal).catch(() => null)
    if (!signal.aborted) this.waveform = waveform
  }

  /** Heat and waveform are trimmings: a track without them still plays. */
  async #loadHeat(id: number, signal: AbortSignal): Promise<void> {
    const text = this.#words
    const heat = text ? await this.#bridge.call('search.heat', { id, text }, signal).catch(() => null) : null
    if (!signal.aborted && text === this.#words) this.heat = heat
  }
}
