import { counted } from './numbers.ts'

/** Tracks that somebody left out of the library. */
export const left = {
  /** `called`: its title, or how many. */
  done: (called: string): string =>
    `Left out of the library: ${called}. The files stay as they are; what is left out is listed under “Left out”.`,
  title: (n: number): string => `${counted(n, 'track')} left out by you`,
  lead: 'Nothing finds, plays or counts them. The files are where they were.',
  takeBack: 'Take back',
  takeBackOf: (title: string): string => `Take back: ${title}`,
  takeAllBack: 'Take all back'
} as const
