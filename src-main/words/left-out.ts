import type { LeftOutReason } from '#contract/left-out.ts'

/** Why a scan passes files by. */
const reasons: Record<LeftOutReason, string> = {
  'mac-leftover': 'left by macOS beside another file ("._…"), no music',
  'hidden-file': 'hidden (its name begins with a dot)',
  'hidden-folder': 'hidden folder (its name begins with a dot)',
  device: 'a link to a pipe, socket or device',
  'second-name': 'another name of a file that is in the library (hard link)',
  'link-inside': 'a link to something that is in the library by its own name',
  'seen-before': 'a second way to what was looked at before',
  'sheet-without-file': 'a cue sheet whose music is not there',
  'no-sheet': 'named like a cue sheet, and none',
  'not-audio': 'not named like music'
}

export const leftOutText = (reason: LeftOutReason): string => reasons[reason]
