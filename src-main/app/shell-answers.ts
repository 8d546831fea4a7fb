import { existsSync } from 'node:fs'
import { app, dialog, shell, type BrowserWindow } from 'electron'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Shell } from '../shell/gate.ts'
import type { ShellWords } from './words/en.ts'

/** What the window itself answers: dialogs, the system's file manager, and what that one wants opened. */
export function shellAnswers(
  engine: Caller,
  words: () => ShellWords,
  window: () => BrowserWindow | null,
  takePlaylists: () => string[]
): Shell['answers'] {
  return {
    'shell.chooseFolders': async ({ what = 'music' }) => {
      const several: ('openDirectory' | 'multiSelections')[] = ['openDirectory', 'multiSelections']
      const options = {
        ...words().folders[what],
        properties: what === 'music' ? several : several.slice(0, 1)
      }
      const owner = window()
      const answer = await (owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options))
      return answer.canceled ? [] : answer.filePaths
    },
    'shell.chooseDecoder': async () => {
      const owner = window()
      const options = { ...words().decoder, properties: ['openFile' as const] }
      const answer = await (owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options))
      const [ffmpeg] = answer.canceled ? [] : answer.filePaths
      return ffmpeg === undefined ? engine.call('settings.get', {}) : engine.call('settings.set', { ffmpeg })
    },
    'shell.opened': () => Promise.resolve(takePlaylists()),
    'shell.browse': () =>
      Promise.reject(new EarshotError('not-supported-here', 'The window has a dialog for choosing folders.')),
    'shell.reveal': async ({ id }) => {
      const [path] = await engine.call('library.paths', { ids: [id] })
      if (path == null) throw new EarshotError('not-found', `There is no track ${id}.`)
      // The system's file managers take text only.
      if (!path.isWellFormed())
        throw new EarshotError('not-supported-here', 'The file name is not readable text.')
      shell.showItemInFolder(path)
      return null
    },
    'shell.drag': async ({ ids }) => {
      const paths = await engine.call('library.paths', { ids: [...ids] })
      // A file that is not there would end the drag of all others, and the system takes text only.
      const files = paths.filter(path => path !== null && path.isWellFormed() && existsSync(path)) as string[]
      const [file] = files
      if (file === undefined) throw new EarshotError('not-found', 'None of these files is there.')
      const icon = await app.getFileIcon(file)
      window()?.webContents.startDrag({ file, files, icon })
      return null
    }
  }
}
