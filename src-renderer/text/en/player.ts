export const player = {
  label: 'Player',
  play: 'Play',
  pause: 'Pause',
  previous: 'Previous',
  next: 'Next',
  volume: 'Volume',
  mute: 'Mute',
  unmute: 'Unmute',
  seek: 'Position in the track',
  at: (time: string, all: string): string => `${time} of ${all}`,
  moment: 'Next best moment',
  nothing: 'Nothing playing',
  nothingLead: 'Enter plays a track.',
  /** `output`: what it is called, headphones or the like. */
  outputGone: (output: string): string =>
    `${output} is not there any more: what plays comes out of the system’s default output.`,
  skipped: (title: string): string => `${title} cannot be played here and was skipped.`,
  unplayable: 'This window cannot play this format. It can still be searched; open it in another player.',
  gone: 'The file cannot be reached. Is its drive connected?'
} as const
