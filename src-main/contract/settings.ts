import { z } from 'zod'
import { charsets } from './charsets.ts'
import { gainModes } from './gain.ts'
import { path } from './request.ts'

/** Languages that the window speaks. */
const languages = ['en', 'ko'] as const

/** How much of the machine listening takes: what others leave of half of it, what they leave, all it can get. */
export const efforts = ['quiet', 'normal', 'full'] as const

export const longestCrossfade = 12

/** What each setting may be, whether somebody sets it or the database has kept it. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** What the window is written in. */
  language: z.enum(['system', ...languages]),
  density: z.enum(['compact', 'comfortable']),
  /** Path of the ffmpeg to use, or null to look for one. */
  ffmpeg: path.nullable(),
  /** Look at the folders again when the app starts. */
  scanOnStart: z.boolean(),
  /** See what changes in the folders while the app runs. */
  watchFolders: z.boolean(),
  /** Days for which written tags can be taken back; null: for ever. */
  journalDays: z.int().min(1).max(36_500).nullable(),
  /** Texts in old tags that do not say how they are encoded are in this, where they are not UTF-8. */
  textCharset: z.enum(charsets),
  effort: z.enum(efforts),
  /** Whether tracks are brought to one loudness: each by itself, or each album as a whole. */
  replayGain: z.enum(gainModes),
  /** Seconds for which one track fades into the next; 0: it does not. */
  crossfade: z.int().min(0).max(longestCrossfade),
  /** Tell which track begins while another window is in front. */
  notifyTracks: z.boolean()
})

/** Those that mean the same on another machine. */
export const portableSettings = settingsSchema.omit({ ffmpeg: true })
export type SettingName = keyof z.output<typeof portableSettings>

export type Settings = z.output<typeof settingsSchema>
export type Theme = Settings['theme']
export type Language = (typeof languages)[number]

export const usualSettings: Settings = {
  theme: 'system',
  language: 'system',
  density: 'compact',
  ffmpeg: null,
  scanOnStart: true,
  watchFolders: true,
  journalDays: null,
  textCharset: 'windows-1252',
  effort: 'full',
  replayGain: 'off',
  crossfade: 0,
  notifyTracks: false
}
