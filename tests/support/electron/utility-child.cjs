'use strict'
// The child's side of utilityProcess: process.parentPort, then the module itself.
const { EventEmitter } = require('node:events')
const { pathToFileURL } = require('node:url')

const parentPort = new EventEmitter()
const early = []
parentPort.postMessage = message => process.send(message)
// What came before the first listener waits for it.
parentPort.on('newListener', name => {
  if (name !== 'message') return
  process.nextTick(() => {
    for (const event of early.splice(0)) parentPort.emit('message', event)
  })
})
Object.assign(process, { type: 'utility', parentPort })
process.on('message', data => {
  const event = { data, ports: [] }
  if (parentPort.listenerCount('message')) parentPort.emit('message', event)
  else early.push(event)
})
process.on('disconnect', () => process.exit(0))

const [file] = process.argv.splice(2, 1)
process.argv[1] = file
import(pathToFileURL(file).href).catch(error => {
  console.error(error)
  process.exit(1)
})
