import { windowParts, type WindowState } from '#contract/window.ts'
import type { SettingStatements } from '../../../core/database/statements/settings.ts'
import type { Family } from '../../wire/handler.ts'

const rowOf = (part: string): string => `window.${part}`

/** What the window is to find again when it opens; with that it begins. */
export function windowHandlers(statements: SettingStatements, opened: () => void): Family<'window'> {
  return {
    'window.get': () => {
      opened()
      const kept = Object.entries(windowParts).flatMap(([part, schema]) => {
        const { success, data } = schema.safeParse(statements.get(rowOf(part)))
        return success ? [[part, data] as const] : []
      })
      return Object.fromEntries(kept) satisfies Partial<WindowState> as WindowState
    },
    'window.keep': parts => {
      for (const [part, value] of Object.entries(parts))
        if (value !== undefined) statements.set(rowOf(part), value)
      return null
    }
  }
}
