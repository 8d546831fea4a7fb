'use strict'
// Dialogs, the system's shell, the theme and the screen. Tests replace the functions they care about.
const { EventEmitter } = require('node:events')
const { state, strict } = require('./state.cjs')

const cancelled = (name, answer) => async () => {
  console.error(`stand-in: ${name} was answered as cancelled`)
  return answer
}
const dialog = strict('dialog', {
  showOpenDialog: cancelled('dialog.showOpenDialog', { canceled: true, filePaths: [] }),
  showMessageBox: cancelled('dialog.showMessageBox', { response: 0, checkboxChecked: false }),
  showErrorBox: (title, content) => console.error('[dialog error]', title, content)
})

const shell = strict('shell', {
  openExternal: async url => console.error('stand-in: shell.openExternal', url),
  showItemInFolder: () => {}
})

/** A machine that hangs on its cable; a test pulls it by the event. */
const powerMonitor = Object.assign(new EventEmitter(), { isOnBatteryPower: () => false })

let themeSource = 'system'
const nativeTheme = Object.defineProperties(new EventEmitter(), {
  themeSource: {
    get: () => themeSource,
    set: value => {
      themeSource = value
      for (const contents of state.contents.values()) void contents.applyTheme()
      nativeTheme.emit('updated')
    }
  },
  shouldUseDarkColors: { get: () => themeSource === 'dark' }
})

const area = { x: 0, y: 0, width: 1920, height: 1080 }
const display = { id: 1, bounds: area, workArea: area, workAreaSize: area, size: area, scaleFactor: 1 }
const screen = strict(
  'screen',
  Object.assign(new EventEmitter(), { getPrimaryDisplay: () => display, getAllDisplays: () => [display] })
)

module.exports = { dialog, shell, nativeTheme, powerMonitor, screen }
