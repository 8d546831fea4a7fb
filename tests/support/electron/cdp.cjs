'use strict'
// A small client of Chromium's DevTools protocol over the debugging pipe (messages end in \0), flattened sessions.
// The pipe and not the WebSocket: Node's own WebSocket client lost a request now and then under load.
const { EventEmitter } = require('node:events')

class Session extends EventEmitter {
  constructor(connection, id) {
    super()
    this.setMaxListeners(0)
    this.connection = connection
    this.id = id
  }
  send(method, params = {}) {
    return this.connection.request(method, params, this.id)
  }
}

class Connection extends Session {
  constructor(toBrowser, fromBrowser) {
    super(null, undefined)
    this.connection = this
    this.out = toBrowser
    this.lastId = 0
    this.pending = new Map()
    this.sessions = new Map()
    this.parts = []
    fromBrowser.on('data', data => this.receive(data))
    fromBrowser.on('close', () => this.closed())
    fromBrowser.on('error', () => {})
    toBrowser.on('error', () => {})
  }

  request(method, params, sessionId) {
    const id = ++this.lastId
    const error = new Error()
    return new Promise((resolve, reject) => {
      const fail = reason => {
        error.message = `${method}: ${reason}`
        reject(error)
      }
      this.pending.set(id, { resolve, fail })
      this.out.write(JSON.stringify({ id, method, params, sessionId }) + '\0')
    })
  }

  receive(data) {
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0)) {
      this.parts.push(data.subarray(0, end))
      this.dispatch(JSON.parse(Buffer.concat(this.parts).toString()))
      this.parts = []
      data = data.subarray(end + 1)
    }
    if (data.length) this.parts.push(data)
  }

  dispatch({ id, method, params, sessionId, result, error }) {
    if (!id) {
      const session = sessionId ? this.sessions.get(sessionId) : this
      session?.emit(method, params)
      return
    }
    const waiting = this.pending.get(id)
    this.pending.delete(id)
    if (error) waiting?.fail(error.message)
    else waiting?.resolve(result)
  }

  closed() {
    for (const waiting of this.pending.values()) waiting.fail('Chromium is gone')
    this.pending.clear()
  }

  async attach(targetId) {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true })
    const session = new Session(this, sessionId)
    this.sessions.set(sessionId, session)
    return session
  }
}

module.exports = { Connection }
