'use strict'
// electron.app: names, paths, readiness, quitting in Electron's order.
const { EventEmitter } = require('node:events')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { release, request } = require('./single-instance.cjs')
const { makeEvent, state } = require('./state.cjs')

class App extends EventEmitter {
  isPackaged = false
  #paths = {}
  #name = ''
  #ready = Promise.withResolvers()
  #isReady = false

  commandLine = {
    appendSwitch: (name, value = '') => void state.switches.set(name, value),
    hasSwitch: name => state.switches.has(name),
    getSwitchValue: name => state.switches.get(name) ?? ''
  }

  get name() {
    return this.#name || state.description.productName || state.description.name || 'Electron'
  }
  getName() {
    return this.name
  }
  setName(name) {
    this.#name = name
  }
  getLocale() {
    return 'en-US'
  }

  getVersion() {
    return state.description.version ?? '0.0.0'
  }
  /** The picture of a kind of file: nothing looks at it here. */
  getFileIcon() {
    return Promise.resolve({ isEmpty: () => false })
  }
  getAppPath() {
    return state.root
  }

  getPath(name) {
    const config = process.env.XDG_CONFIG_HOME || path.join(os.homedir(), '.config')
    const places = {
      home: os.homedir(),
      appData: config,
      userData: path.join(config, this.name),
      temp: os.tmpdir(),
      exe: process.argv[0],
      music: path.join(os.homedir(), 'Music'),
      ...this.#paths
    }
    if (!(name in places)) throw new Error(`stand-in: app.getPath('${name}') is not implemented`)
    if (name === 'userData') fs.mkdirSync(places[name], { recursive: true })
    return places[name]
  }
  setPath(name, place) {
    this.#paths[name] = place
  }

  enableSandbox() {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
    state.switches.set('enable-sandbox', '')
  }
  whenReady() {
    return this.#ready.promise
  }
  isReady() {
    return this.#isReady
  }
  becomeReady() {
    this.#isReady = true
    this.emit('ready', makeEvent(), {})
    this.#ready.resolve()
  }

  requestSingleInstanceLock(data) {
    return request(this.getPath('userData'), data, message =>
      this.emit('second-instance', makeEvent(), message.argv, message.workingFolder, message.data)
    )
  }
  releaseSingleInstanceLock() {
    release()
  }

  /** before-quit, then every window closes, then will-quit; each may say no. */
  quit() {
    if (state.quitting) return
    if (!this.#ask('before-quit')) return
    state.quitting = true
    const windows = [...state.windows]
    const settled = () => {
      const stays = state.windows.size > 0
      if (!stays && this.#ask('will-quit')) return this.exit(0)
      state.quitting = false
    }
    Promise.all(windows.map(window => window.closing())).then(settled, settled)
  }
  #ask(name) {
    const event = makeEvent()
    this.emit(name, event)
    return !event.defaultPrevented
  }

  exit(code = 0) {
    if (state.exiting) return
    state.exiting = true
    this.emit('quit', makeEvent(), code)
    release()
    const done = () => {
      fs.rmSync(state.profile, { recursive: true, force: true, maxRetries: 3 })
      process.exit(code)
    }
    if (!state.chromium) return process.exit(code)
    state.chromium.once('exit', done)
    setTimeout(() => state.chromium.kill('SIGKILL'), 3000).unref()
    if (state.connection) state.connection.send('Browser.close').catch(() => state.chromium.kill())
    else state.chromium.kill()
  }
}

module.exports = { app: new App() }
