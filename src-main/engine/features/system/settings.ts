import type { SettingsStore } from '../../../core/database/settings.ts'
import type { Family } from '../../wire/handler.ts'

export function settingsHandlers(settings: SettingsStore): Family<'settings'> {
  return {
    'settings.get': () => settings.get(),
    'settings.set': changes => settings.set(changes)
  }
}
