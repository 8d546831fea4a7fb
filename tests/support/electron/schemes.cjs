'use strict'
// electron.protocol, session and net. Chromium without Electron knows no custom schemes: `scheme://host/path` is served
// as `http://host.scheme.localhost/path`, a secure context that resolves to a loopback server in this process.
const { EventEmitter } = require('node:events')
const http = require('node:http')
const { Readable } = require('node:stream')
const { app } = require('./app.cjs')
const { log, state, strict } = require('./state.cjs')

const privileged = new Map()
const handlers = new Map()

const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list) {
    if (app.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    }
    for (const { scheme, privileges = {} } of list) privileged.set(scheme, privileges)
  },
  handle(scheme, handler) {
    if (handlers.has(scheme)) throw new Error(`The scheme '${scheme}' already has a handler`)
    handlers.set(scheme, handler)
  },
  isProtocolHandled: scheme => handlers.has(scheme)
})

const permissions = { request: null, check: null }
const defaultSession = strict(
  'session.defaultSession',
  Object.assign(new EventEmitter(), {
    protocol,
    setPermissionRequestHandler: handler => void (permissions.request = handler),
    setPermissionCheckHandler: handler => void (permissions.check = handler),
    setDevicePermissionHandler: handler => void (permissions.device = handler)
  })
)
const session = strict('session', { defaultSession })

/** Chromium's names of what Electron calls "media". */
const mediaTypes = { microphone: 'audio', camera: 'video' }

/**
 * What the app's own handlers say to a permission: Chromium is told before the page can ask. A microphone that may be told of
 * and not be opened is more than it can be told: the stand-in's machine has none to open.
 */
function permissionSetting(contents, name) {
  // As Electron says it of the page, which is not there yet.
  const requestingUrl = 'app://bundle/'
  const mediaType = mediaTypes[name]
  const asked = mediaType ? 'media' : name
  let granted = true
  if (!mediaType) permissions.request?.(contents, asked, answer => (granted = answer), { requestingUrl })
  const checked = permissions.check?.(contents, asked, requestingUrl, { mediaType })
  return granted && checked !== false ? 'granted' : 'denied'
}

const isPrivileged = scheme => privileged.has(scheme)
const schemeOf = url => url.split(':')[0]

function toHttp(url) {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^]*)$/i.exec(url)
  if (!match || !isPrivileged(match[1])) return url
  return `http://${match[2]}.${match[1]}.localhost${match[3] || '/'}`
}

function fromHttp(url) {
  return url.replace(/^http:\/\/([^/]+)\.([a-z][a-z0-9+-]*)\.localhost(?=\/|$)/, (all, host, scheme) =>
    isPrivileged(scheme) ? `${scheme}://${host}` : all
  )
}

/** In a policy `media:` also allows the mapped addresses of that scheme, `app://bundle` its mapped origin. */
function policyToHttp(policy) {
  return policy.replace(/(?<=\s)([a-z][a-z0-9+.-]*):(\/\/[^\s;]+)?(?=[\s;]|$)/g, (all, scheme, host) => {
    if (!isPrivileged(scheme)) return all
    return host ? `${all} ${toHttp(all)}` : `${all} http://*.${scheme}.localhost`
  })
}

function answerHeaders(response) {
  const headers = {}
  for (const [name, value] of response.headers) {
    if (name === 'access-control-allow-origin') headers[name] = toHttp(value).replace(/\/$/, '')
    else headers[name] = name === 'content-security-policy' ? policyToHttp(value) : value
  }
  return headers
}

function requestFor(url, incoming, signal) {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name === 'host' || name === 'connection') continue
    headers.set(name, name === 'origin' || name === 'referer' ? fromHttp(String(value)) : String(value))
  }
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
  const body = hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {}
  return new Request(url, { method: incoming.method, headers, signal, ...body })
}

async function serve(incoming, outgoing) {
  const url = fromHttp(`http://${incoming.headers.host}${incoming.url}`)
  const handler = handlers.get(schemeOf(url))
  if (!handler) return void outgoing.writeHead(502).end(`stand-in: nothing handles ${url}`)
  const controller = new AbortController()
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) controller.abort()
  })
  const response = await handler(requestFor(url, incoming, controller.signal))
  log(incoming.method, url, incoming.headers.range ?? '', response.status)
  outgoing.writeHead(response.status, answerHeaders(response))
  if (!response.body) return void outgoing.end()
  Readable.fromWeb(response.body)
    .on('error', () => outgoing.destroy())
    .pipe(outgoing)
}

async function startServer() {
  const server = http.createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(error => {
      console.error('stand-in: a protocol handler failed', incoming.url, error)
      if (!outgoing.headersSent) outgoing.writeHead(500)
      outgoing.end()
    })
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  state.port = server.address().port
}

module.exports = {
  protocol,
  session,
  defaultSession,
  privileged,
  permissionSetting,
  schemeOf,
  toHttp,
  fromHttp,
  startServer
}
