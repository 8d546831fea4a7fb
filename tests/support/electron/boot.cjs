'use strict'
// Reads Electron's command line, puts the stand-in in the place of the `electron` module, and starts the app.
const fs = require('node:fs')
const { createRequire, registerHooks } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const words = process.argv.slice(2)
// A packed app is no word of the command line: it lies in the resources, here taken out of its archive, which Node cannot read.
const packed = process.env.STANDIN_PACKED_APP
const { preloads, appPath } = readCommandLine(words)
const { root, description, main } = findApp(appPath)

const standIn = pathToFileURL(path.join(__dirname, 'electron.cjs')).href
registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'electron' || specifier.startsWith('electron/')
      ? { url: standIn, format: 'commonjs', shortCircuit: true }
      : next(specifier, context)
  }
})

process.argv = [path.join(__dirname, 'electron'), ...words]
Object.assign(process, {
  type: 'browser',
  defaultApp: packed === undefined,
  resourcesPath: packed === undefined ? path.join(root, 'resources') : process.env.STANDIN_RESOURCES
})
Object.defineProperty(process.versions, 'electron', { value: '45.0.0-standin', enumerable: true })

const { begin, start } = require('./lifecycle.cjs')
begin({ root, description, words, isPackaged: packed !== undefined })
for (const preload of preloads) createRequire(path.join(root, 'x.js'))(path.resolve(preload))

const loaded = import(pathToFileURL(main).href).catch(error => {
  console.error('App threw an error during load\n', error)
  process.exit(1)
})
// Electron gets ready once the entry's own top level has run; a top-level await must not hold it for ever.
Promise.race([loaded, new Promise(resolve => setTimeout(resolve, 2000).unref())])
  .then(start)
  .catch(error => {
    console.error('stand-in: could not start', error)
    process.exit(1)
  })

function readCommandLine(words) {
  const preloads = []
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '-r' || words[at] === '--require') preloads.push(words[++at])
    else if (packed === undefined && !words[at].startsWith('-'))
      return { preloads, appPath: path.resolve(words[at]) }
  }
  if (packed !== undefined) return { preloads, appPath: packed }
  console.error('stand-in: no app was named')
  process.exit(1)
}

function findApp(appPath) {
  if (!fs.statSync(appPath, { throwIfNoEntry: false })?.isDirectory()) {
    return { root: path.dirname(appPath), description: {}, main: appPath }
  }
  const description = JSON.parse(fs.readFileSync(path.join(appPath, 'package.json'), 'utf8'))
  return { root: appPath, description, main: path.join(appPath, description.main ?? 'index.js') }
}
