'use strict'
// electron's WebContents over one Chromium tab: preload, ipc, navigation, permissions.
const { EventEmitter } = require('node:events')
const fs = require('node:fs')
const { ipcMain } = require('./ipc.cjs')
const { nativeTheme } = require('./native.cjs')
const { pageSource, preloadSource } = require('./page-worlds.cjs')
const { defaultSession, fromHttp, permissionSetting, privileged, schemeOf, toHttp } = require('./schemes.cjs')
const { log, makeEvent, state } = require('./state.cjs')
const { dec, enc } = require('./wire.cjs')

const key = `standin:${crypto.randomUUID()}`
const isolatedWorld = 'Electron Isolated Context'
const permissionNames = ['notifications', 'geolocation', 'midi', 'microphone', 'camera']

class WebContents extends EventEmitter {
  #context = null
  #outbox = []
  #expected
  #url = ''
  #openHandler = () => ({ action: 'deny' })

  constructor(window, preferences) {
    super()
    const self = this
    this.id = ++state.lastId
    this.window = window
    this.preferences = preferences
    this.session = defaultSession
    this.mainFrame = {
      get url() {
        return self.getURL()
      },
      parent: null
    }
    state.contents.set(this.id, this)
    this.setup = this.#setUp()
  }

  async #setUp() {
    const { width, height } = this.window.bounds
    const created = { url: 'about:blank', newWindow: true, width, height }
    const { targetId } = await state.connection.send('Target.createTarget', created)
    this.targetId = targetId
    this.cdp = await state.connection.attach(targetId)
    this.#listen()
    const { frameTree } = await this.cdp.send('Page.getFrameTree')
    this.frameId = frameTree.frame.id
    await this.#measure(width, height)
    await Promise.all([
      this.cdp.send('Page.enable'),
      this.cdp.send('Runtime.enable'),
      this.cdp.send('Debugger.enable'),
      this.cdp.send('Runtime.addBinding', { name: '__standin_ipc', executionContextName: isolatedWorld }),
      this.cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageSource(key, this.#fetchable()) }),
      this.cdp.send('Page.addScriptToEvaluateOnNewDocument', {
        source: this.#preload(),
        worldName: isolatedWorld
      }),
      this.cdp.send('Fetch.enable', {
        patterns: [
          { urlPattern: '*', resourceType: 'Document' },
          ...[...privileged.keys()].map(scheme => ({ urlPattern: `${scheme}://*` }))
        ]
      }),
      this.applyTheme(),
      ...permissionNames.map(name =>
        state.connection.send('Browser.setPermission', {
          permission: { name },
          setting: permissionSetting(this, name)
        })
      )
    ])
  }

  #listen() {
    const on = (name, listener) => this.cdp.on(name, listener)
    on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== isolatedWorld || context.auxData.frameId !== this.frameId) return
      this.#context = context.id
      for (const message of this.#outbox.splice(0)) this.#deliver(message)
    })
    on('Runtime.executionContextsCleared', () => (this.#context = null))
    on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === '__standin_ipc') void this.#onMessage(JSON.parse(payload), executionContextId)
    })
    on('Runtime.exceptionThrown', ({ exceptionDetails: details }) =>
      console.error('[renderer]', details.exception?.description ?? details.text)
    )
    on('Debugger.paused', event => this.#onPaused(event))
    on('Page.loadEventFired', () => {
      this.emit('did-finish-load', makeEvent())
      this.window.becomeShown()
    })
    on('Page.frameNavigated', ({ frame }) => {
      if (!frame.parentId) this.#url = fromHttp(frame.url)
    })
    on('Fetch.requestPaused', event => this.#onRequest(event))
  }

  #fetchable() {
    return [...privileged].filter(([, privileges]) => privileges.supportFetchAPI).map(([scheme]) => scheme)
  }

  #preload() {
    const { preload, contextIsolation, nodeIntegration, sandbox, additionalArguments = [] } = this.preferences
    if (contextIsolation === false || nodeIntegration || sandbox === false) {
      throw new Error('stand-in: only sandboxed and isolated windows without Node are implemented')
    }
    if (preload?.endsWith('.mjs')) throw new Error('A sandboxed preload cannot be an ES module.')
    const fields = {
      platform: process.platform,
      arch: process.arch,
      versions: { ...process.versions },
      argv: [process.argv[0], ...additionalArguments],
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true
    }
    return preloadSource(key, fields, preload ? fs.readFileSync(preload, 'utf8') : '')
  }

  /** Chromium's own bars come on top: a BrowserWindow's size is taken as its content's. */
  async #measure(width, height) {
    const { windowId } = await state.connection.send('Browser.getWindowForTarget', {
      targetId: this.targetId
    })
    this.windowId = windowId
    const { result } = await this.cdp.send('Runtime.evaluate', {
      expression: '[outerWidth - innerWidth, outerHeight - innerHeight]',
      returnByValue: true
    })
    this.bars = result.value ?? [0, 0]
    await this.resize(width, height)
  }

  async resize(width, height) {
    if (this.windowId === undefined) return
    const bounds = { width: width + this.bars[0], height: height + this.bars[1] }
    await state.connection
      .send('Browser.setWindowBounds', { windowId: this.windowId, bounds })
      .catch(error => log('resize', error.message))
  }

  applyTheme() {
    const theme = nativeTheme.themeSource
    const features = [{ name: 'prefers-color-scheme', value: theme === 'system' ? '' : theme }]
    return this.cdp?.send('Emulation.setEmulatedMedia', { features })
  }

  #deliver(message) {
    if (this.#context === null) return void this.#outbox.push(message)
    const expression = `__standin_receive(${JSON.stringify(message)})`
    this.cdp
      .send('Runtime.evaluate', { contextId: this.#context, expression })
      .catch(error => log('deliver', error.message))
  }

  async #onMessage(message, contextId) {
    if (message.kind === 'open') return this.#onWindowOpen(...message.words)
    const { channel, id } = message
    const words = message.words.map(dec)
    const event = makeEvent({ sender: this, senderFrame: this.mainFrame, ports: [] })
    if (message.kind === 'send') return void ipcMain.emit(channel, event, ...words)
    const handler = ipcMain.handlers.get(channel)
    let reply
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      reply = { kind: 'reply', id, value: enc(await handler(event, ...words)) }
    } catch (error) {
      if (handler) console.error(`Error occurred in handler for '${channel}':`, error)
      reply = { kind: 'reply', id, error: `Error invoking remote method '${channel}': ${error}` }
    }
    // A document that is gone gets no answer.
    if (contextId === this.#context) this.#deliver(reply)
  }

  /** webUtils.getPathForFile answers at once: the preload stands at a debugger statement meanwhile. */
  async #onPaused({ callFrames: [frame] }) {
    try {
      if (frame?.functionName === '__standinSync') {
        const evaluate = async expression => {
          const where = { callFrameId: frame.callFrameId, expression }
          return (await this.cdp.send('Debugger.evaluateOnCallFrame', where)).result
        }
        const { objectId } = await evaluate('subject')
        const { path } = await this.cdp.send('DOM.getFileInfo', { objectId })
        await evaluate(`__answer = ${JSON.stringify(path)}`)
      }
    } catch (error) {
      console.error('stand-in: getPathForFile', error)
    }
    this.cdp.send('Debugger.resume').catch(() => {})
  }

  /** Documents may be refused by the app; addresses of custom schemes are led to the loopback server. */
  async #onRequest({ requestId, request, resourceType, frameId }) {
    const answer = (method, params = {}) =>
      this.cdp.send(`Fetch.${method}`, { requestId, ...params }).catch(error => log(method, error.message))
    const { url } = request
    if (resourceType === 'Document' && !privileged.has(schemeOf(url))) {
      const refused = this.#refuses(url, frameId === this.frameId)
      if (refused) return answer('failRequest', { errorReason: 'Aborted' })
    }
    const target = toHttp(url)
    if (target === url) return answer('continueRequest')
    if (resourceType !== 'Media') return answer('continueRequest', { url: target })
    // A silent rewrite would play media up to the first seek only; a redirect serves all of it.
    const responseHeaders = [
      { name: 'location', value: target },
      { name: 'access-control-allow-origin', value: '*' }
    ]
    return answer('fulfillRequest', { responseCode: 307, responseHeaders })
  }

  #refuses(url, isMainFrame) {
    const real = fromHttp(url)
    if (isMainFrame && (this.#expected === url || real === this.#url)) {
      this.#expected = undefined
      return false
    }
    const event = makeEvent({ url: real, isMainFrame, isSameDocument: false, frame: this.mainFrame })
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event, real)
    return event.defaultPrevented
  }

  #onWindowOpen(url, frameName, features) {
    const { action } = this.#openHandler({
      url: fromHttp(url),
      frameName,
      features,
      disposition: 'new-window'
    })
    if (action === 'allow') throw new Error('stand-in: windows opened by a page are not implemented')
  }

  setWindowOpenHandler(handler) {
    this.#openHandler = handler
  }
  async loadURL(url) {
    await this.setup
    this.#expected = new URL(toHttp(url)).href
    const loaded = new Promise(resolve => this.once('did-finish-load', resolve))
    const { errorText } = await this.cdp.send('Page.navigate', { url: this.#expected })
    if (errorText) throw Object.assign(new Error(`${errorText} loading '${url}'`), { code: errorText, url })
    await loaded
  }
  send(channel, ...words) {
    if (this.isDestroyed()) throw new TypeError('Object has been destroyed')
    this.#deliver({ kind: 'event', channel, words: words.map(enc) })
  }
  reload() {
    this.#expected = toHttp(this.#url)
    void this.cdp.send('Page.reload')
  }
  getURL() {
    return this.#url
  }
  /** No system is here that would carry files. */
  startDrag() {}
  isDestroyed() {
    return this.window.isDestroyed()
  }
  async capturePage() {
    const { data } = await this.cdp.send('Page.captureScreenshot')
    return { toPNG: () => Buffer.from(data, 'base64') }
  }
}

const webContents = {
  getAllWebContents: () => [...state.contents.values()],
  fromId: id => state.contents.get(id),
  fromDevToolsTargetId: id => [...state.contents.values()].find(contents => contents.targetId === id)
}

module.exports = { WebContents, webContents }
