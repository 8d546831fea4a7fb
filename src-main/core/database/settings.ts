import { settingsSchema, usualSettings, type Settings } from '#contract/settings.ts'
import type { SettingStatements } from './statements/settings.ts'

export interface SettingsStore {
  get(): Settings
  /** Changes what is given, and tells the listener where that made a difference. */
  set(changes: { [Name in keyof Settings]?: Settings[Name] | undefined }): Settings
}

/** What the user has set. A value that no setting may have (an older or newer Earshot wrote it) counts as unset. */
export function settingsStore(
  statements: SettingStatements,
  onChange: (settings: Settings) => void
): SettingsStore {
  const get = (): Settings => {
    const stored = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
      const { success, data } = schema.safeParse(statements.get(name))
      return success ? [[name, data] as const] : []
    })
    return { ...usualSettings, ...(Object.fromEntries(stored) satisfies Partial<Settings>) }
  }
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
