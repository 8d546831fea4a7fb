'use strict'
// What runs inside the page: these functions are sent to Chromium as source, so each must stand for itself.
const { makeWire } = require('./wire.cjs')

/**
 * Both worlds, contextBridge: values cross by synchronous CustomEvents (which clone), functions and promises by
 * reference. `side` is 'main' or 'isolated'.
 */
function makeBridge(key, side) {
  const other = side === 'main' ? 'isolated' : 'main'
  const functions = new Map()
  const ids = new WeakMap()
  const proxies = new Map()
  let lastId = 0
  let reply
  let onExpose

  const isPlain = value => {
    const prototype = Object.getPrototypeOf(value)
    return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null
  }
  const isPlainObject = value => typeof value === 'object' && value !== null && isPlain(value)
  const mapValues = (object, change) =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))

  const encode = value => {
    if (typeof value === 'function') {
      if (!ids.has(value)) {
        ids.set(value, ++lastId)
        functions.set(lastId, value)
      }
      return { $function: ids.get(value) }
    }
    if (value instanceof Promise) {
      functions.set(++lastId, (resolve, reject) => void value.then(resolve, reject))
      return { $promise: lastId }
    }
    if (Array.isArray(value)) return value.map(encode)
    return isPlainObject(value) ? mapValues(value, encode) : value
  }
  const decode = value => {
    if (Array.isArray(value)) return value.map(decode)
    if (!isPlainObject(value)) return value
    if ('$promise' in value) {
      return new Promise((resolve, reject) => call(value.$promise, [resolve, reject]))
    }
    if (!('$function' in value)) return mapValues(value, decode)
    const id = value.$function
    if (!proxies.has(id)) proxies.set(id, (...words) => call(id, words))
    return proxies.get(id)
  }

  const send = detail => {
    reply = undefined
    window.dispatchEvent(new CustomEvent(key + other, { detail }))
    return reply
  }
  const call = (id, words) => {
    const answer = send({ call: id, words: encode(words) })
    if (!answer) throw new Error('contextBridge: no answer')
    if (answer.error) throw answer.error
    return decode(answer.value)
  }

  window.addEventListener(
    key + side,
    event => {
      event.stopImmediatePropagation()
      const message = event.detail
      if (message.back) {
        reply = message.back
        return
      }
      let back
      try {
        if (message.expose) {
          onExpose(message.expose, decode(message.api))
          back = {}
        } else back = { value: encode(functions.get(message.call)(...decode(message.words))) }
      } catch (error) {
        back = { error }
      }
      window.dispatchEvent(new CustomEvent(key + other, { detail: { back } }))
    },
    true
  )
  return {
    expose: (name, api) => {
      const answer = send({ expose: name, api: encode(api) })
      if (answer?.error) throw answer.error
    },
    whenExposed: listener => {
      onExpose = listener
    }
  }
}

/** The page's own world, before any script of the page. */
function pageWorld(makeBridge, key, schemes) {
  const freeze = value => {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
      Object.freeze(value)
      Object.values(value).forEach(freeze)
    }
    return value
  }
  makeBridge(key, 'main').whenExposed((name, api) => {
    if (name in window)
      throw new Error('Cannot bind an API on top of an existing property on the window object')
    Object.defineProperty(window, name, { value: freeze(api), enumerable: true })
  })

  // The main process decides about new windows; none of Chromium's own ever opens.
  window.open = (url = '', name = '', features = '') => {
    const words = [String(new URL(url, document.baseURI)), name, features]
    window.dispatchEvent(new CustomEvent(key + 'open', { detail: words }))
    return null
  }

  // Blink's fetch() refuses unknown schemes before anything can step in.
  const map = url => {
    const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url)
    if (!match || !schemes.includes(match[1])) return url
    return `http://${match[2]}.${match[1]}.localhost${match[3] || '/'}`
  }
  const fetchAsIs = window.fetch
  window.fetch = function fetch(input, init) {
    const isAddress = typeof input === 'string' || input instanceof URL
    return fetchAsIs.call(this, isAddress ? map(String(input)) : input, init)
  }
}

/** The isolated world: what a sandboxed preload sees. */
function preloadWorld(makeBridge, makeWire, key, processFields, runPreload) {
  const { enc, dec } = makeWire()
  const bridge = makeBridge(key, 'isolated')
  const post = message => window.__standin_ipc(JSON.stringify(message))
  const pending = new Map()
  const listeners = new Map()
  let lastId = 0

  // The main process reads `operation` and `subject` and sets the answer while this is paused.
  function __standinSync(operation, subject) {
    let __answer
    debugger
    return __answer
  }

  const ipcRenderer = {
    invoke: (channel, ...words) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        pending.set(id, { resolve, reject })
        post({ kind: 'invoke', id, channel, words: words.map(enc) })
      }),
    send: (channel, ...words) => post({ kind: 'send', channel, words: words.map(enc) }),
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off: (channel, listener) => {
      const rest = (listeners.get(channel) ?? []).filter(other => other !== listener)
      listeners.set(channel, rest)
      return ipcRenderer
    }
  }

  window.__standin_receive = message => {
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.channel) ?? []) {
        listener({ sender: ipcRenderer, ports: [] }, ...message.words.map(dec))
      }
      return
    }
    const waiting = pending.get(message.id)
    pending.delete(message.id)
    if (message.error) waiting?.reject(new Error(message.error))
    else waiting?.resolve(dec(message.value))
  }

  const openOutside = (url, name, features) => post({ kind: 'open', words: [url, name, features] })
  window.addEventListener(
    key + 'open',
    event => {
      event.stopImmediatePropagation()
      openOutside(...event.detail)
    },
    true
  )
  const onClick = event => {
    const link = event.composedPath().find(node => node instanceof HTMLAnchorElement && node.href)
    if (!link || event.defaultPrevented || event.button > 1) return
    const wantsWindow =
      (link.target && !/^_(self|top|parent)$/.test(link.target)) ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.button === 1
    if (!wantsWindow) return
    event.preventDefault()
    openOutside(link.href, link.target, '')
  }
  window.addEventListener('click', onClick)
  window.addEventListener('auxclick', onClick)

  const electron = {
    contextBridge: { exposeInMainWorld: (name, api) => bridge.expose(name, api) },
    ipcRenderer,
    webUtils: { getPathForFile: file => __standinSync('path', file) }
  }
  const require = name => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`) // as in Electron's sandboxed preload
  }
  const module = { exports: {} }
  runPreload(require, module, module.exports, processFields, window)
}

const pageSource = (key, schemes) =>
  `(${pageWorld})(${makeBridge}, ${JSON.stringify(key)}, ${JSON.stringify(schemes)})`

const preloadSource = (key, processFields, source) =>
  `(${preloadWorld})(${makeBridge}, ${makeWire}, ${JSON.stringify(key)}, ${JSON.stringify(processFields)}, ` +
  `function (require, module, exports, process, global) {${source}\n})`

module.exports = { pageSource, preloadSource }
