'use strict'
// Starts Chromium the way Electron would start its own, and ends with it.
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { app } = require('./app.cjs')
const { Connection } = require('./cdp.cjs')
const { startServer } = require('./schemes.cjs')
const { state } = require('./state.cjs')

/** Before the app's own code: who it is and how it was called. */
function begin({ root, description, words, isPackaged }) {
  Object.assign(state, { root, description, words })
  app.isPackaged = isPackaged
  for (const word of words) {
    const match = /^--([^=]+)(?:=(.*))?$/.exec(word)
    if (match && !match[1].startsWith('inspect')) state.switches.set(match[1], match[2] ?? '')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => app.quit())
  process.on('exit', () => state.chromium?.kill('SIGKILL'))
}

/** After it: the browser, then `ready`. */
async function start() {
  if (state.exiting || state.quitting) return
  await startServer()
  state.profile = fs.mkdtempSync(path.join(os.tmpdir(), 'standin-'))
  const address = await startChromium()
  // Our own control goes by the pipe; this line tells Playwright where to attach.
  process.stderr.write(`DevTools listening on ${address}\n`)
  state.connection.on('Target.targetCreated', ({ targetInfo }) => closeIfStray(targetInfo))
  state.connection.on('Target.targetDestroyed', ({ targetId }) => {
    const gone = [...state.contents.values()].find(contents => contents.targetId === targetId)
    void gone?.window.closing()
  })
  await state.connection.send('Target.setDiscoverTargets', { discover: true })
  app.becomeReady()
}

async function startChromium() {
  const program = process.env.EARSHOT_CHROMIUM ?? '/usr/bin/chromium'
  const child = spawn(program, switches(), { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  state.chromium = child
  const address = await new Promise((resolve, reject) => {
    let text = ''
    let found = false
    child.stderr.on('data', part => {
      if (process.env.STANDIN_DEBUG) process.stderr.write(part)
      if (found) return
      text += part
      const match = /DevTools listening on (ws:\S+)/.exec(text)
      if (!match) return
      found = true
      resolve(match[1])
    })
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`Chromium ended with ${code}: ${text}`)))
  })
  state.connection = new Connection(child.stdio[3], child.stdio[4])
  child.on('exit', () => {
    if (!state.exiting) app.exit(1)
  })
  return address
}

function switches() {
  const own = ['no-sandbox', 'remote-debugging-port', 'disable-features', 'user-data-dir']
  const given = [...state.switches].filter(([name]) => !own.includes(name))
  const features = [
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    state.switches.get('disable-features')
  ]
  return [
    ...(process.env.STANDIN_HEADFUL ? [] : ['--headless']),
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    '--password-store=basic',
    '--no-startup-window',
    '--autoplay-policy=no-user-gesture-required',
    `--disable-features=${features.filter(Boolean).join(',')}`,
    `--user-data-dir=${state.profile}`,
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    `--host-resolver-rules=MAP *.localhost 127.0.0.1:${state.port}`,
    ...given.map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`))
  ]
}

/** A tab nobody asked for (a form with a target, say) is not a window of the app. */
function closeIfStray({ type, targetId }) {
  if (type !== 'page') return
  const known = () =>
    [...state.contents.values()].some(contents => !contents.targetId || contents.targetId === targetId)
  setTimeout(() => {
    if (!known()) state.connection.send('Target.closeTarget', { targetId }).catch(() => {})
  }, 50)
}

module.exports = { begin, start }
