import { settingsSchema, usualSettings, type Settings } from '#contract/settings.ts'
import type { SettingStatements } from './statements/settings.ts'

export interface SettingsStore {
  get(): Settings
  /** One alone: each is read and looked at, and there are dozens. */
  one<Name extends keyof Settings>(name: Name): Settings[Name]
  /** Changes what is given, and tells the listener where that made a difference. */
  set(changes: { [Name in keyof Settings]?: Settings[Name] | undefined }): Settings
}

/** What the user has set. A value that no setting may have (an older or newer Earshot wrote it) counts as unset. */
export function settingsStore(
  statements: SettingStatements,
  onChange: (settings: Settings) => void
): SettingsStore {
  const names = Object.keys(settingsSchema.shape) as (keyof Settings)[]
  const one = <Name extends keyof Settings>(name: Name): Settings[Name] => {
    const { success, data } = settingsSchema.shape[name].safeParse(statements.get(name))
    return success ? (data as Settings[Name]) : usualSettings[name]
  }
  const get = (): Settings => Object.fromEntries(names.map(name => [name, one(name)])) as unknown as Settings
  return {
    get,
    one,
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
