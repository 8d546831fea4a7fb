import type { PageBridge } from '#contract/bridge.ts'
import type { Played, Moment, TrackRow, Waveform } from '#contract/entities.ts'
import type { GainMode } from '#contract/gain.ts'
import type { Heat } from '#contract/heat.ts'
import { Coming, sourceOf, type Loaded } from './player/coming.ts'
import { Hearing } from './player/hearing.ts'
import type { Level } from './player/level.ts'
import type { Entry } from './player/order.ts'
import type { Playable, Queue } from './player/queue.svelte.ts'
import type { Sound, Source, Trouble } from './player/sound.ts'
import type { Rows } from './rows.svelte.ts'

/** So many that cannot be heard are passed over in a row: with a drive that is gone, all of them would be. */
const mostPassed = 5

/** Plays the queue, and what is listened to beside it. Waveform and heat follow the track and the words of the search. */
export class Player {
  track = $state.raw<TrackRow | null>(null)
  paused = $state(true)
  time = $state(0)
  duration = $state(0)
  volume = $state(1)
  muted = $state(false)
  trouble = $state<Trouble | null>(null)
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
  readonly #coming: Coming
  readonly #sound: Sound
  #span: Moment | null = null
  #momentAt = -1
  #loading: AbortController | null = null
  #words = ''
  readonly #hearing = new Hearing()
  readonly #counted: (id: number, played: Played) => void
  readonly #skipped: (track: TrackRow) => void
  /** How many were passed over since something was heard; null: somebody asked for the one that plays. */
  #passed: number | null = null

  /**
   * `counted`: a track was heard for long enough to count as played; `skipped`: one that came by itself could not be heard.
   */
  constructor(
    bridge: PageBridge,
    rows: Rows,
    queue: Queue,
    sound: Sound,
    counted: (id: number, played: Played) => void = () => undefined,
    skipped: (track: TrackRow) => void = () => undefined
  ) {
    this.#bridge = bridge
    this.#coming = new Coming(bridge, rows)
    this.queue = queue
    this.#sound = sound
    this.#counted = counted
    this.#skipped = skipped
    sound.listen(
      {
        time: seconds => this.#tick(seconds),
        playing: isPlaying => (this.paused = !isPlaying),
        length: seconds => (this.duration = seconds),
        began: source => this.#began(source),
        ended: () => void this.#goOn(true),
        failed: trouble => this.#stumble(trouble)
      },
      {
        key: () => this.#following?.key ?? null,
        source: after =>
          this.#coming.prepare(after.key === null ? null : this.queue.behind(after.key), after),
        longestFade: () => this.#coming.crossfade
      }
    )
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

  async #playEntry(entry: Entry | null, from = entry?.span?.start ?? 0, asked = true): Promise<void> {
    if (!entry) return
    this.beside = null
    this.#passed = asked ? null : (this.#passed ?? 0)
    await this.#load({ ...entry, from, starts: true })
  }

  async #load({ id, key, span, from, starts }: Loaded): Promise<void> {
    const signal = this.#leave()
    this.#span = span
    const { row, level } = await this.#coming.of(id, signal)
    if (signal.aborted) return
    if (!row) {
      if (key !== undefined) this.queue.drop(key)
      if (key !== undefined && starts) await this.next()
      return
    }
    this.#show(row, level, from)
    this.#sound.load(sourceOf(row, span, { key: key ?? null, from, level }), starts)
    await Promise.all([this.#adorn(id, signal), starts && key !== undefined && this.queue.extend()])
  }

  /** What was asked for the track before is not wanted any more. */
  #leave(): AbortSignal {
    this.#loading?.abort()
    this.#loading = new AbortController()
    return this.#loading.signal
  }

  #show(row: TrackRow, level: Level | null, from: number): void {
    this.track = row
    this.level = level
    this.trouble = null
    this.#hearing.begin()
    this.#momentAt = from > 0 ? 0 : -1
    this.time = from
    this.duration = 0
    this.waveform = null
    this.heat = null
  }

  /** Heat and waveform are trimmings: a track without them still plays. */
  async #adorn(id: number, signal: AbortSignal): Promise<void> {
    await Promise.all([this.#loadWaveform(id, signal), this.#loadHeat(id, signal)])
  }

  /** What comes by itself behind the track that plays. Beside the queue nothing does: it goes on as it was left. */
  get #following(): Entry | null {
    return this.beside ? null : this.queue.following(true)
  }

  /** What was prepared is heard: the queue is there now. */
  #began(source: Source): void {
    const entry = this.queue.advance(true)
    const next = this.#coming.take(source)
    if (!entry || !next || entry.key !== source.key) return void this.#playEntry(entry)
    const signal = this.#leave()
    this.#span = entry.span
    this.#passed ??= 0
    this.#show(next.row, next.level, source.from)
    void this.#adorn(source.id, signal)
    void this.queue.extend()
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
    else if (this.#sound.paused) await this.#sound.play()
    else this.#sound.pause()
  }

  seek(seconds: number): void {
    if (!this.track || this.trouble) return
    this.time = Math.min(Math.max(0, seconds), this.length)
    // Who goes past the end of a passage wants to hear on.
    const end = this.#span?.end ?? null
    this.#sound.seek(this.time, end !== null && this.time < end ? end : null)
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
    const entry = this.queue.advance(ended)
    if (!entry && ended) this.#sound.pause()
    await this.#playEntry(entry, undefined, !ended)
  }

  setVolume(volume: number): void {
    this.volume = Math.min(1, Math.max(0, volume))
    this.setMuted(false)
  }

  /** Brings tracks to one loudness, or no more. */
  async bringTo(mode: GainMode): Promise<void> {
    if (mode === this.#coming.mode) return
    this.#coming.mode = mode
    const signal = this.#loading?.signal
    if (!this.track || !signal) return
    const level = await this.#coming.levelOf(this.track.id, signal)
    if (signal.aborted) return
    this.level = level
    this.#sound.setFactor(level?.factor ?? 1)
  }

  /** Seconds for which one track fades into the next, from the next one on. */
  setCrossfade(seconds: number): void {
    this.#coming.crossfade = seconds
  }

  setMuted(muted: boolean): void {
    this.muted = muted
    this.#sound.setVolume(muted ? 0 : this.volume)
  }

  #tick(time: number): void {
    const passed = time - this.time
    this.time = time
    if (passed > 0 && this.#passed !== null) this.#passed = 0
    const id = this.track?.id
    if (id === undefined || !this.#hearing.counts(passed, this.length)) return
    // That a count was lost is nothing to stop the music for.
    void this.#bridge.call('library.played', { id }).then(
      played => this.#counted(id, played),
      () => undefined
    )
  }

  /** What somebody asked for says why it is not heard; what came by itself is passed over, a few in a row. */
  #stumble(trouble: Trouble): void {
    const { beside, track } = this
    if (
      this.#passed !== null &&
      this.#passed < mostPassed &&
      !beside &&
      track &&
      this.queue.following(true)
    ) {
      this.#passed++
      this.#skipped(track)
      return void this.#goOn(true)
    }
    this.trouble = this.track?.available === false ? 'gone' : trouble
    this.paused = true
  }

  async #loadWaveform(id: number, signal: AbortSignal): Promise<void> {
    const waveform = await this.#bridge.call('audio.waveform', { id }, signal).catch(() => null)
    if (!signal.aborted) this.waveform = waveform
  }

  async #loadHeat(id: number, signal: AbortSignal): Promise<void> {
    const text = this.#words
    const heat = text ? await this.#bridge.call('search.heat', { id, text }, signal).catch(() => null) : null
    if (!signal.aborted && text === this.#words) this.heat = heat
  }
}
