// Serves a data folder to a browser, and does nothing by itself: neither scans nor listens.
import { join } from 'node:path'
import { createEngine } from '../../../src-main/engine/engine.ts'
import { newToken } from '../../../src-main/serve/access.ts'
import { startServer } from '../../../src-main/serve/server.ts'

const root = join(import.meta.dirname, '../../..')
const [dataFolder = '', modelsFolder = ''] = process.argv.slice(2)
const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
const rendererFolder = join(root, 'out/renderer')
const server = await startServer({ engine, roots: [], port: 0, token: newToken(), rendererFolder })
console.log(server.newAddress())
process.once('SIGTERM', () => void server.close().then(() => engine.close()))
