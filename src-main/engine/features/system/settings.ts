import { z } from 'zod'
import type { Settings } from '#contract/entities.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { SettingStatements } from '../../../core/database/statements/settings.ts'

/** What each setting may be; anything else in the database (an older or newer Earshot wrote it) counts as unset. */
const shape = {
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  density: z.enum(['compact', 'comfortable']).catch('compact'),
  ffmpeg: z.string().min(1).nullable().catch(null),
  scanOnStart: z.boolean().catch(true),
  journalDays: z.int().min(1).max(36_500).nullable().catch(null)
} satisfies { [Name in keyof Settings]: z.ZodType<Settings[Name]> }

export interface SettingsStore {
  get(): Settings
  /** Changes what is given, and tells the listener where that made a difference. */
  set(changes: ParsedInput<'settings.set'>): Settings
}

export function settingsStore(
  statements: SettingStatements,
  onChange: (settings: Settings) => void
): SettingsStore {
  const get = (): Settings => ({
    theme: shape.theme.parse(statements.get('theme')),
    density: shape.density.parse(statements.get('density')),
    ffmpeg: shape.ffmpeg.parse(statements.get('ffmpeg')),
    scanOnStart: shape.scanOnStart.parse(statements.get('scanOnStart')),
    journalDays: shape.journalDays.parse(statements.get('journalDays'))
  })
  return {
    get,
    set: changes => {
      const before = JSON.stringify(get())
      for (const [name, value] of Object.entries(changes)) {
        if (value !== undefined) statements.set(name, value)
      }
      const after = get()
      if (JSON.stringify(after) !== before) onChange(after)
      return after
    }
  }
}
