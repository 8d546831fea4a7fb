import { app, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { toFailure } from '#contract/errors.ts'
import type { ShellWords } from './words/en.ts'

/**
 * The address that releases are fetched from, which packaging puts beside the app where the release has a channel (`publish` in
 * scripts/package/desktop/config.ts). There is none yet.
 */
const channel = 'app-update.yml'

/**
 * Looks for a newer release when it is asked to, never by itself: Earshot speaks to nobody unasked. Null where the release has no
 * channel, so that no menu offers it.
 */
export function updateCheck(
  words: () => ShellWords,
  window: () => BrowserWindow | null
): (() => Promise<void>) | null {
  if (!app.isPackaged || !existsSync(join(process.resourcesPath, channel))) return null
  const ask = async (options: MessageBoxOptions): Promise<number> => {
    const owner = window()
    return (await (owner ? dialog.showMessageBox(owner, options) : dialog.showMessageBox(options))).response
  }
  return async () => {
    const { update, ok } = words()
    try {
      const { autoUpdater } = await import('electron-updater')
      autoUpdater.autoDownload = false
      autoUpdater.autoInstallOnAppQuit = true
      const found = await autoUpdater.checkForUpdates()
      if (!found?.isUpdateAvailable) {
        await ask({ message: update.newest(app.getVersion()), buttons: [ok] })
        return
      }
      const message = update.there(found.updateInfo.version)
      if ((await ask({ message, buttons: [update.fetch, update.later], cancelId: 1 })) === 1) return
      await autoUpdater.downloadUpdate()
      await ask({ message: update.fetched, buttons: [ok] })
    } catch (thrown) {
      const detail = toFailure(thrown).message
      await ask({ type: 'warning', message: update.failed, detail, buttons: [ok] })
    }
  }
}
