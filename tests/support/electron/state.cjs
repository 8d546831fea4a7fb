'use strict'
// What the parts of the stand-in share.

const state = {
  /** The app's folder, its package.json, and the words of the command line. */
  root: '',
  description: {},
  words: [],
  /** The connection to Chromium, its process, its profile, and the port custom schemes are served on. */
  connection: null,
  chromium: null,
  profile: '',
  port: 0,
  quitting: false,
  exiting: false,
  /** Every window, and every web contents by id. */
  windows: new Set(),
  contents: new Map(),
  switches: new Map(),
  lastId: 0
}

/** An event as Electron's listeners get it. */
function makeEvent(extra) {
  const event = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
    ...extra
  }
  return event
}

/** STANDIN_DEBUG=1 shows what goes on. */
function log(...words) {
  if (process.env.STANDIN_DEBUG) console.error('[stand-in]', ...words)
}

/** Stands for what Electron has and the stand-in has not: any use says so. */
function notImplemented(name) {
  const refuse = what => {
    throw new Error(`stand-in: ${what} is not implemented`)
  }
  return new Proxy(function () {}, {
    get: (_target, key) =>
      key === 'then' || typeof key === 'symbol' ? undefined : refuse(`electron.${name}.${key}`),
    apply: () => refuse(`electron.${name}()`),
    construct: () => refuse(`new electron.${name}()`)
  })
}

/** An object that complains about members it does not have, instead of giving undefined. */
function strict(name, object) {
  return new Proxy(object, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON') {
        const value = Reflect.get(target, key, receiver)
        return value
      }
      throw new Error(`stand-in: electron.${name}.${key} is not implemented`)
    }
  })
}

module.exports = { state, makeEvent, log, notImplemented, strict }
