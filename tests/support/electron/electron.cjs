'use strict'
// The `electron` module as the main process sees it: what the app uses. Anything else says that it is missing.
const { app } = require('./app.cjs')
const { BrowserWindow } = require('./browser-window.cjs')
const { ipcMain } = require('./ipc.cjs')
const { Menu, MenuItem } = require('./menu.cjs')
const { dialog, nativeTheme, powerMonitor, screen, shell } = require('./native.cjs')
const { protocol, session } = require('./schemes.cjs')
const { notImplemented } = require('./state.cjs')
const { utilityProcess } = require('./utility-process.cjs')
const { webContents } = require('./web-contents.cjs')

module.exports = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  webContents,
  autoUpdater: notImplemented('autoUpdater'),
  clipboard: notImplemented('clipboard'),
  globalShortcut: notImplemented('globalShortcut'),
  MessageChannelMain: notImplemented('MessageChannelMain'),
  nativeImage: notImplemented('nativeImage'),
  net: notImplemented('net'),
  Notification: notImplemented('Notification'),
  powerSaveBlocker: notImplemented('powerSaveBlocker'),
  safeStorage: notImplemented('safeStorage'),
  systemPreferences: notImplemented('systemPreferences'),
  Tray: notImplemented('Tray')
}
