import { toFailure } from '#contract/errors.ts'
import type { Following, Sound, SoundEvents, Source } from '../sound.ts'
import type { FromWorklet } from './messages.ts'
import { open, type Ask, type Opened } from './sequence.ts'
import { Silence } from './silence.ts'
import { Stream } from './stream.ts'
import { Tape } from './tape.ts'

/** Seconds that are written before they are heard: a page that is busy for as long interrupts no music. */
const ahead = 6
/** What changes in what plays is heard after so many seconds, in which it has to be decoded. */
const reaction = 0.4
/** Most music has it; a graph is made while the first samples are on their way. */
const usualRate = 44_100

/** Not every browser can set the output of a graph. */
type SinkContext = AudioContext & { readonly sinkId?: string; setSinkId?: (id: string) => Promise<void> }

/**
 * Samples from the engine through a worklet: what follows is heard without a sample between. What the engine cannot decode is
 * given back.
 */
export class StreamSound implements Sound {
  readonly #ask: Ask
  readonly #refused: (source: Source) => void
  #events: SoundEvents | null = null
  #following: Following | null = null
  #context: SinkContext | null = null
  #tape: { rate: number; ready: Promise<Tape>; now: Tape | null } | null = null
  /** What is to be heard, or is. */
  #source: Source | null = null
  readonly #silence = new Silence()
  #stream: Stream | null = null
  #opening = new AbortController()
  #wanted = false
  #plays = false
  #turn = 0
  /** The frame that is heard. */
  #at = 0
  /** The frame behind all that was ever written. */
  #next = 0
  #volume = 1
  #output = { id: '', lost: (): void => undefined }

  /** `refused`: the engine could not decode it. */
  constructor(ask: Ask, refused: (source: Source) => void) {
    this.#ask = ask
    this.#refused = refused
  }

  get paused(): boolean {
    return !this.#wanted
  }

  listen(events: SoundEvents, following: Following): void {
    this.#events = events
    this.#following = following
  }

  load(source: Source, starts: boolean): void {
    this.#forget()
    this.#source = source
    this.#wanted = starts
    // What sounds goes on until the other one is there.
    if (starts) void this.#start(source)
    else this.#hush()
  }

  /** Silent, until something is loaded again. */
  leave(): void {
    this.#forget()
    this.#tape?.now?.tell({ kind: 'run', run: false })
    this.#source = null
    this.#wanted = false
  }

  #forget(): void {
    this.#opening.abort()
    this.#stream?.close()
    this.#stream = null
  }

  async play(): Promise<void> {
    const opens = this.#wanted && this.#stream === null
    this.#wanted = true
    if (this.#stream) await this.#run()
    else if (this.#source && !opens) await this.#start(this.#source)
  }

  pause(): void {
    this.#wanted = false
    this.#hush()
  }

  #hush(): void {
    this.#tape?.now?.tell({ kind: 'run', run: false })
    this.#setPlays(false)
  }

  seek(seconds: number, until: number | null): void {
    if (this.#source) this.load({ ...this.#source, from: seconds, until }, this.#wanted)
  }

  setFactor(factor: number): void {
    if (!this.#source) return
    this.#source = { ...this.#source, factor }
    const stream = this.#stream
    if (!stream) return
    const soon = Math.min(this.#at + Math.round(reaction * stream.rate), stream.written)
    const mark = stream.markAt(soon)
    // What begins until then says its own.
    const from =
      mark?.turn === this.#turn ? stream.rewrite(soon, { factor }) : mark && stream.rewrite(mark.frame)
    this.#cut(from)
  }

  setVolume(volume: number): void {
    this.#volume = volume
    this.#tape?.now?.setVolume(volume)
  }

  get choosesOutput(): boolean {
    return 'setSinkId' in AudioContext.prototype
  }

  async setOutput(id: string, lost: () => void): Promise<void> {
    this.#output = { id, lost }
    await this.#connect(this.#context)
  }

  /** Each graph has an output of its own. */
  async #connect(context: SinkContext | null): Promise<void> {
    const { id, lost } = this.#output
    if (context && (context.sinkId ?? '') !== id) await context.setSinkId?.(id).catch(lost)
  }

  async #start(source: Source): Promise<void> {
    this.#opening.abort()
    this.#opening = new AbortController()
    const { signal } = this.#opening
    try {
      const [opened] = await Promise.all([open(this.#ask, source, null, signal), this.#prepare()])
      const tape = await this.#prepare(opened.first.rate)
      if (signal.aborted) return
      this.#begin(opened, tape)
      if (this.#wanted) await this.#run()
    } catch {
      if (!signal.aborted) this.#refused(source)
    }
  }

  #begin(opened: Opened, tape: Tape): void {
    // What the worklet still tells of before is known by its frames.
    this.#at = this.#next
    this.#turn = 1
    tape.tell({ kind: 'start', at: this.#at })
    const stream = new Stream(opened, this.#at, this.#ask, this.#following!, (at, planes) => {
      if (stream !== this.#stream) return
      this.#next = Math.max(this.#next, at + planes[0].length)
      tape.write(at, planes)
    })
    this.#stream = stream
    this.#fill()
  }

  async #run(): Promise<void> {
    this.#tape?.now?.tell({ kind: 'run', run: true })
    // Nothing sounds before somebody clicked anywhere; the browser waits for that.
    await this.#context?.resume()
  }

  /** A graph at the rate of what is to be heard. */
  #prepare(rate = this.#tape?.rate ?? usualRate): Promise<Tape> {
    if (this.#tape?.rate === rate) return this.#tape.ready
    void this.#context?.close()
    const context: SinkContext = new AudioContext({ latencyHint: 'playback', sampleRate: rate })
    // An output that went away.
    context.addEventListener('error', () => context === this.#context && this.#output.lost())
    this.#context = context
    const made = Promise.all([Tape.on(context, told => this.#told(told)), this.#connect(context)])
    const tape = { rate, now: null as Tape | null, ready: made.then(([ready]) => ready) }
    this.#tape = tape
    return tape.ready.then(ready => {
      tape.now = ready
      ready.setVolume(this.#volume)
      return ready
    })
  }

  #told({ at, rests }: FromWorklet): void {
    if (rests && !this.#wanted) void this.#context?.suspend()
    const stream = this.#stream
    if (stream === null || at < this.#at) return
    if (at > this.#at && this.#wanted) this.#setPlays(true)
    this.#at = at
    this.#turnTo(stream, at)
    if (stream !== this.#stream) return
    this.#events?.time(stream.secondsAt(at))
    if (stream.end !== null && at >= stream.end) this.#end(stream)
    else {
      this.#cut(stream.follow(at))
      this.#fill()
    }
  }

  #turnTo(stream: Stream, at: number): void {
    for (const { turn, source } of stream.begunSince(this.#turn, at)) {
      if (turn === this.#turn || stream !== this.#stream) continue
      this.#turn = turn
      this.#source = source
      this.#events?.began(source)
    }
    stream.forget(at)
  }

  #end({ failure }: Stream): void {
    this.#forget()
    this.#wanted = false
    this.#hush()
    if (failure === null) this.#events?.ended()
    else this.#events?.failed(toFailure(failure).code === 'not-found' ? 'gone' : 'unplayable')
  }

  #setPlays(plays: boolean): void {
    if (plays === this.#plays) return
    this.#plays = plays
    this.#silence.follow(plays)
    this.#events?.playing(plays)
  }

  #cut(from: number | null | undefined): void {
    if (from == null) return
    this.#tape?.now?.tell({ kind: 'cut', at: from })
    this.#fill()
  }

  #fill(): void {
    const stream = this.#stream
    if (stream) void stream.fill(this.#at + ahead * stream.rate)
  }
}
