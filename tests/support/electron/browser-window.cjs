'use strict'
// electron.BrowserWindow: what the window manager would know is only remembered.
const { EventEmitter } = require('node:events')
const { app } = require('./app.cjs')
const { makeEvent, state } = require('./state.cjs')
const { WebContents } = require('./web-contents.cjs')

class BrowserWindow extends EventEmitter {
  #destroyed = false
  #shown = false
  #maximized = false
  #minimized = false

  constructor(options = {}) {
    super()
    if (!state.connection) throw new Error('Cannot create BrowserWindow before app is ready')
    this.id = ++state.lastId
    this.title = options.title ?? app.name
    this.visible = options.show !== false
    this.backgroundColor = options.backgroundColor ?? '#FFF'
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
    this.webContents = new WebContents(this, options.webPreferences ?? {})
    this.webContents.setup.catch(error => {
      console.error('stand-in: the window could not be set up', error)
      app.exit(1)
    })
    state.windows.add(this)
    app.emit('web-contents-created', makeEvent(), this.webContents)
    app.emit('browser-window-created', makeEvent(), this)
  }

  static getAllWindows() {
    return [...state.windows]
  }
  static getFocusedWindow() {
    return [...state.windows].at(-1) ?? null
  }
  static fromWebContents(contents) {
    return contents?.window ?? null
  }
  static fromId(id) {
    return [...state.windows].find(window => window.id === id) ?? null
  }

  /** Once the first document has loaded. */
  becomeShown() {
    if (this.#shown) return
    this.#shown = true
    this.emit('ready-to-show')
  }

  loadURL(url) {
    return this.webContents.loadURL(url)
  }
  close() {
    void this.closing()
  }
  /** Not Electron's: close, and when it is over. */
  async closing() {
    if (this.#destroyed) return
    const event = makeEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) await this.#leave()
  }
  destroy() {
    void this.#leave()
  }
  async #leave() {
    if (this.#destroyed) return
    this.#destroyed = true
    state.windows.delete(this)
    state.contents.delete(this.webContents.id)
    const { targetId } = this.webContents
    await state.connection.send('Target.closeTarget', { targetId }).catch(() => {})
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (state.windows.size || state.quitting) return
    if (app.listenerCount('window-all-closed')) app.emit('window-all-closed')
    else app.quit()
  }

  show() {
    this.visible = true
    this.emit('show')
  }
  hide() {
    this.visible = false
    this.emit('hide')
  }
  focus() {
    this.emit('focus')
  }
  minimize() {
    this.#minimized = true
  }
  maximize() {
    this.#maximized = true
  }
  restore() {
    this.#minimized = false
  }
  isVisible() {
    return this.visible
  }
  isDestroyed() {
    return this.#destroyed
  }
  isMinimized() {
    return this.#minimized
  }
  isMaximized() {
    return this.#maximized
  }
  getTitle() {
    return this.title
  }
  setTitle(title) {
    this.title = title
  }
  getBackgroundColor() {
    return this.backgroundColor
  }
  setBackgroundColor(color) {
    this.backgroundColor = color
  }
  getBounds() {
    return { ...this.bounds }
  }
  getNormalBounds() {
    return { ...this.bounds }
  }
  setBounds(bounds) {
    Object.assign(this.bounds, bounds)
    void this.webContents.resize(this.bounds.width, this.bounds.height)
    this.emit('resize')
  }
  getContentSize() {
    return [this.bounds.width, this.bounds.height]
  }
}

module.exports = { BrowserWindow }
