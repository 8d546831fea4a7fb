/** Why a track is not heard. */
export type Trouble = 'unplayable' | 'gone'

/** What is to be heard: a track, or a passage of it. */
export interface Source {
  id: number
  /** Of its entry in the queue; null: it is heard beside the queue. */
  key: number | null
  /** Seconds. */
  from: number
  /** Where the passage ends; null: the whole track is to be heard. */
  until: number | null
  /** Seconds of the whole track, as the library has it; null: not known. */
  length: number | null
  /** What its samples are multiplied by, 1 at most. */
  factor: number
  /** Seconds for which the one before fades into it. */
  fade: number
}

/** What a sound tells while it is heard. */
export interface SoundEvents {
  /** Seconds of the track, a few times a second. */
  time(seconds: number): void
  playing(isPlaying: boolean): void
  /** Seconds of the whole track, as the file itself says it. */
  length(seconds: number): void
  /** What follows is heard from now on, without anything between. */
  began(source: Source): void
  /** It came to its end, and nothing follows by itself. */
  ended(): void
  failed(trouble: Trouble): void
}

/** What comes behind the one that plays. It may change until it is heard. */
export interface Following {
  /** Of its entry in the queue; null: nothing follows by itself. */
  key(): number | null
  /** Behind a source, which need not be heard yet: short ones are written long before. */
  source(after: Source): Promise<Source | null>
  /** The longest fade there may be, seconds. */
  longestFade(): number
}

/** One thing after the other, heard. */
export interface Sound {
  /** As it was asked for last: what it tells of comes a moment later. */
  readonly paused: boolean
  listen(events: SoundEvents, following: Following): void
  /** In the place of what was heard before. */
  load(source: Source, starts: boolean): void
  play(): Promise<void>
  pause(): void
  seek(seconds: number, until: number | null): void
  /** Of the one that plays; what follows says its own. */
  setFactor(factor: number): void
  /** 0 to 1 */
  setVolume(volume: number): void
  /** Whether another output than the system's can be set. */
  readonly choosesOutput: boolean
  /** What it comes out of; '': what the system takes. `lost`: that gives no sound, at once or later. */
  setOutput(id: string, lost: () => void): Promise<void>
}
