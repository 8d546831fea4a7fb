import type { Difference } from './compare.ts'

/** Version of looking for doubles: a change that changes answers counts it up, and everything is looked at again. */
export const doublesMethod = 1

/** What two files may differ by and still be one recording. Settled on one half of the pairs of docs/doubles.md. */
const lines = { alike: 0.97, off: 0.03, tilt: 0.65, press: 0.6, gain: 15 }

/** Shorter files hold too little to tell by; seconds. */
export const shortest = 5

/** Whether two files that differ so are the same recording in the same mastering. */
export const isSame = ({ alike, off, tilt, press, gain }: Difference): boolean =>
  alike >= lines.alike &&
  off <= lines.off &&
  tilt <= lines.tilt &&
  press <= lines.press &&
  // What is so much softer is what is left of a stereo whose middle was taken out.
  Math.abs(gain) <= lines.gain
