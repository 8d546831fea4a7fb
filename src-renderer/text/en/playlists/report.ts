import { counted } from '../numbers.ts'
import { apartText, playlistSoundText, reportNoteText } from './look.ts'

/** What a look at a playlist found. */
export const report = {
  title: 'How it flows',
  sound: playlistSoundText,
  apart: apartText,
  note: reportNoteText,
  checking: 'Listening through it…',
  near: (n: number, of: number): string =>
    `${counted(n, 'track')} of ${of} only ${n === 1 ? 'comes' : 'come'} near what was asked for`,
  outliers: 'Stand out',
  missingSteps: 'Missing steps',
  order: 'A smoother order',
  orderLead: (before: number, after: number): string =>
    `Neighbours would be ${Math.max(1, Math.round((1 - after / before) * 100))} % closer.`,
  apply: 'Put it in this order',
  insert: 'Add it here',
  show: 'Show it',
  nothing: 'Nothing stands out, and the order is smooth.',
  close: 'Close'
} as const
