import type { Database } from '../open.ts'

export interface SettingStatements {
  /** Undefined where nothing is stored (or what is stored is not JSON). The caller checks the shape. */
  get(name: string): unknown
  set(name: string, value: unknown): void
}

export function settingStatements(db: Database): SettingStatements {
  const get = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck()
  const set = db.prepare<[string, string]>('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
  return {
    get: name => {
      const stored = get.get(name)
      if (stored === undefined) return undefined
      try {
        return JSON.parse(stored) as unknown
      } catch {
        return undefined
      }
    },
    set: (name, value) => void set.run(name, JSON.stringify(value))
  }
}
