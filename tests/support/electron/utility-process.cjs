'use strict'
// electron.utilityProcess: an ordinary Node process with process.parentPort.
const { fork } = require('node:child_process')
const { EventEmitter } = require('node:events')
const path = require('node:path')

class UtilityProcess extends EventEmitter {
  constructor(modulePath, words = [], options = {}) {
    super()
    const output = options.stdio === 'ignore' || options.stdio === 'pipe' ? options.stdio : 'inherit'
    this.child = fork(path.join(__dirname, 'utility-child.cjs'), [modulePath, ...words], {
      serialization: 'advanced',
      execArgv: options.execArgv ?? [],
      env: options.env ?? process.env,
      cwd: options.cwd,
      stdio: ['ignore', output, output, 'ipc']
    })
    this.stdout = this.child.stdout
    this.stderr = this.child.stderr
    this.child.on('spawn', () => {
      this.pid = this.child.pid
      this.emit('spawn')
    })
    this.child.on('message', message => this.emit('message', message))
    this.child.on('exit', code => {
      this.pid = undefined
      this.emit('exit', code)
    })
    // What is sent to a process that has just gone is lost, as in Electron.
    this.child.on('error', () => {})
  }
  postMessage(message, transfer = []) {
    if (transfer.length) throw new Error('stand-in: ports for a utility process are not implemented')
    if (this.child.connected) this.child.send(message, () => {})
  }
  kill() {
    return this.child.kill()
  }
}

module.exports = {
  utilityProcess: { fork: (modulePath, words, options) => new UtilityProcess(modulePath, words, options) }
}
