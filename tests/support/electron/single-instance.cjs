'use strict'
// A lock file decides at once; a socket carries what the second instance has to say.
const { spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
const path = require('node:path')

let server = null
let files = []

/** True for the first instance; false for a second one, after its message was handed over. */
function request(folder, data, onSecond) {
  const lock = path.join(folder, 'SingletonLock')
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const socket = path.join(os.tmpdir(), `standin-${digest}.sock`)
  if (!take(lock)) {
    handOver(socket, { argv: process.argv, workingFolder: process.cwd(), data })
    return false
  }
  fs.rmSync(socket, { force: true })
  server = net.createServer(connection => {
    let text = ''
    connection.on('data', part => (text += part)).on('end', () => onSecond(JSON.parse(text)))
  })
  server.listen(socket).unref()
  files = [lock, socket]
  return true
}

function take(lock) {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (isAlive(lock)) return false
    fs.writeFileSync(lock, String(process.pid))
    return true
  }
}

function isAlive(lock) {
  try {
    return process.kill(Number(fs.readFileSync(lock, 'utf8')), 0)
  } catch {
    return false
  }
}

/** requestSingleInstanceLock answers at once, so the message goes out of a process of its own. */
function handOver(socket, message) {
  const code = `require('node:net').connect(${JSON.stringify(socket)}).end(process.argv[1])`
  spawnSync(process.execPath, ['-e', code, JSON.stringify(message)])
}

function release() {
  server?.close()
  server = null
  for (const file of files.splice(0)) fs.rmSync(file, { force: true })
}

module.exports = { request, release }
