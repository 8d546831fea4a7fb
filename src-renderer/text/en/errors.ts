import type { ErrorCode } from '#contract/errors.ts'

export interface ErrorWords {
  /** What happened. */
  title: string
  /** What to do. */
  advice: string
}

/** Words for every way to fail. */
export const errors: Record<ErrorCode, ErrorWords> = {
  'bad-request': { title: 'That did not make sense to Earshot', advice: 'Try again in other words.' },
  'unknown-request': { title: 'This window is older than its engine', advice: 'Reload the window.' },
  'not-found': {
    title: 'That is not there any more',
    advice: 'Look at your folders again to bring the list up to date.'
  },
  'no-access': { title: 'Earshot may not read this', advice: 'Change who may read it, then try again.' },
  'not-a-folder': { title: 'That is not a folder', advice: 'Choose the folder that holds the music.' },
  'too-large': {
    title: 'That file is too large for this',
    advice: 'Choose a smaller one, or bring it in in parts.'
  },
  'outside-roots': {
    title: 'That folder is out of reach',
    advice: 'Choose one below the folders Earshot was started with.'
  },
  'unreadable-file': {
    title: 'Empty, damaged or not music',
    advice: 'Play it in another player; replace it if that fails too.'
  },
  'unsupported-format': {
    title: 'No decoder here can read this format',
    advice: 'Install ffmpeg where there is none. What that does not read either has to be converted.'
  },
  'tags-unwritable': {
    title: 'Tags of this kind cannot be written',
    advice: 'Nothing is wrong with the file: it is played and found as any other.'
  },
  video: {
    title: 'A video, not a piece of music',
    advice: 'Nothing is wrong: Earshot listens to sound files only.'
  },
  'decode-failed': {
    title: 'The sound could not be read',
    advice: 'The file may be damaged. Try again or replace it.'
  },
  'decode-timeout': {
    title: 'Reading the sound took too long',
    advice: 'The disk may be slow or the file damaged. Try again.'
  },
  'decoder-crashed': {
    title: 'The decoder crashed over this file',
    advice:
      'Earshot tries again by itself once the file or Earshot is another. Try again, or replace the file.'
  },
  interrupted: {
    title: 'The decoder was ended from outside',
    advice: 'Nothing is wrong with the file: Earshot tries it again the next time it listens.'
  },
  'too-short': {
    title: 'Too short to hear anything',
    advice: 'Nothing is wrong: there is just too little sound to search by.'
  },
  'no-decoder': {
    title: 'Nothing here can read music files',
    advice: 'Install ffmpeg, then start Earshot again.'
  },
  'model-missing': {
    title: 'Earshot has lost its ears',
    advice: 'Install Earshot again: the listening model is missing.'
  },
  'model-corrupt': {
    title: 'The listening model is damaged',
    advice: 'Install Earshot again to put it right.'
  },
  'model-refused': {
    title: 'The listening model failed its test',
    advice: 'Choose another model, or install Earshot again.'
  },
  'pack-refused': {
    title: 'This cannot be used as a model',
    advice: 'The details say why. What listens now stays as it was.'
  },
  'download-failed': {
    title: 'The download broke off',
    advice: 'Start it again: it goes on where it stopped.'
  },
  'database-newer': {
    title: 'This library was made by a newer Earshot',
    advice: 'Update Earshot. Nothing was changed. A backup of before can be put back: the details say how.'
  },
  'database-damaged': {
    title: 'The library is damaged',
    advice: 'A backup can be put back: the details say which one, and how.'
  },
  'database-gone': {
    title: 'The library’s folder is gone',
    advice: 'Bring the data folder back, or connect its drive, then start Earshot again.'
  },
  'database-busy': {
    title: 'Another Earshot has this library open',
    advice: 'Close the other one, then try again.'
  },
  'changed-since': {
    title: 'It has changed since you looked',
    advice: 'It was left alone. Make a new plan to see it as it is now.'
  },
  'not-held': {
    title: 'This file has no place for that',
    advice: 'Its kind of tags cannot hold it; give it another value, or leave it out.'
  },
  'read-only': { title: 'This file may not be written', advice: 'Allow writing to it, then try again.' },
  'hard-linked': {
    title: 'This file has a second name',
    advice: 'It was left alone: writing would part the two. Make a copy of it first.'
  },
  'write-unsafe': {
    title: 'Writing this file would not have been safe',
    advice: 'It was left as it is. The details say what did not come back right.'
  },
  'disk-full': { title: 'The disk is full', advice: 'Make some room, then try again. Nothing was lost.' },
  cancelled: { title: 'Stopped', advice: 'Start it again whenever you like.' },
  'not-supported-here': { title: 'This works in the desktop app only', advice: 'Use the button instead.' },
  internal: {
    title: 'Something went wrong',
    advice: 'Try again. If it stays, the details below help to mend it.'
  }
}
