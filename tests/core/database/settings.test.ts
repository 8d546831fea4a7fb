import { expect, it } from 'vitest'
import { usualSettings, type Settings } from '#contract/settings.ts'
import { settingsStore } from '../../../src-main/core/database/settings.ts'
import { settingStatements } from '../../../src-main/core/database/statements/settings.ts'
import { scratchDatabase } from '../../support/database.ts'

it('gives what is usual until something is set, and tells what made a difference', () => {
  const told: Settings[] = []
  const settings = settingsStore(settingStatements(scratchDatabase()), value => told.push(value))
  expect(settings.get()).toEqual(usualSettings)
  const dark = { ...usualSettings, theme: 'dark' as const }
  expect(settings.set({ theme: 'dark', density: undefined })).toEqual(dark)
  settings.set({ theme: 'dark' })
  expect(told).toEqual([dark])
})

it('takes what no setting may be for unset', () => {
  const statements = settingStatements(scratchDatabase())
  for (const [name, value] of Object.entries({
    theme: 'pink',
    ffmpeg: '',
    journalDays: 0,
    scanOnStart: 'no'
  }))
    statements.set(name, value)
  statements.set('density', 'comfortable')
  const settings = settingsStore(statements, () => undefined)
  expect(settings.get()).toEqual({ ...usualSettings, density: 'comfortable' })
})
