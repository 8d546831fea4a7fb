import { app } from 'electron'
import { z } from 'zod'

const handedOver = z.object({ folders: z.array(z.string()) })

/**
 * One window per data folder. A second start hands its folders to the first and ends; the caller gets false then.
 * The folders travel beside the command line, because Chromium reorders the one it passes on.
 */
export function isOnlyInstance(folders: string[], onSecond: (folders: string[]) => void): boolean {
  if (!app.requestSingleInstanceLock({ folders })) return false
  app.on('second-instance', (_event, _argv, _workingFolder, data) => {
    const checked = handedOver.safeParse(data)
    onSecond(checked.success ? checked.data.folders : [])
  })
  return true
}
