import { counted, lasting } from './numbers.ts'

const tracks = (n: number): string => counted(n, 'track')

/** Words of the queue. */
export const queue = {
  title: 'Queue',
  open: 'Show or hide the queue',
  close: 'Close the queue',
  undo: 'Undo the last change of the queue',
  save: 'Save the queue as a playlist',
  clear: 'Clear the queue; what plays stays',
  remove: (title: string): string => `Take ${title} out of the queue`,
  playHere: 'Play from here',
  takeOut: 'Take out of the queue',
  playing: 'Playing',
  played: 'Played',
  /** `seconds`: null where it is not added up. */
  left: (n: number, seconds: number | null): string => {
    if (n === 0) return seconds ? `Nothing after this · ${lasting(seconds)} left` : 'Nothing comes next'
    return seconds === null ? `${tracks(n)} to come` : `${tracks(n)} to come · ${lasting(seconds)} left`
  },
  empty: 'Nothing in the queue',
  emptyLead: (next: string, last: string): string =>
    `Play a list and it stands here. ${next} plays the chosen tracks next, ${last} adds them at the end.`,
  order: 'Order',
  orders: { off: 'As listed', random: 'Shuffled', sound: 'By sound' },
  ordersHint:
    'By sound: each track is followed by what sounds like it. What was not listened to yet comes last, and of more than 1,000 the first 1,000 drawn are put in order.',
  repeat: { off: 'Repeat nothing', all: 'Repeat the queue', one: 'Repeat this track' },
  added: {
    next: (what: string): string => `${what} plays next`,
    last: (what: string): string => `Added ${what} to the queue`
  },
  goOn: (n: number): string => `Keep playing: what fits the last ${n} tracks`,
  goOnHint:
    'Where the queue ends it goes on with what sounds like its last tracks: two of an artist at most, and nothing that was played within a day.',
  spent: 'Nothing that was listened to is left to go on with.',
  byItself: 'fits the last tracks',
  back: 'Back to the queue'
} as const
