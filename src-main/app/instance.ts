import { app } from 'electron'
import { z } from 'zod'

const handedOver = z.object({ paths: z.array(z.string()) })

/**
 * One window per data folder. A second start hands what it was to open to the first and ends; the caller gets false then.
 * The paths travel beside the command line, because Chromium reorders the one it passes on.
 */
export function isOnlyInstance(paths: string[], onSecond: (paths: string[]) => void): boolean {
  if (!app.requestSingleInstanceLock({ paths })) return false
  app.on('second-instance', (_event, _argv, _workingFolder, data) => {
    const checked = handedOver.safeParse(data)
    onSecond(checked.success ? checked.data.paths : [])
  })
  return true
}
