/** The part of an audio element the player uses. */
export type Sound = Pick<
  HTMLAudioElement,
  | 'src'
  | 'currentTime'
  | 'duration'
  | 'paused'
  | 'volume'
  | 'muted'
  | 'error'
  | 'play'
  | 'pause'
  | 'addEventListener'
>
