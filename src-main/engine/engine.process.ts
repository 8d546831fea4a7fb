import { parseArgs } from 'node:util'
import { entryReasonText } from '../words/index.ts'
import { createEngine, type Engine } from './engine.ts'
import { RepairableEngine } from './repairable.ts'
import { electronPort, type ElectronPort } from './wire/ports.ts'
import { serveCaller } from './wire/rpc.ts'

/**
 * The engine as a process of its own, started by the Electron shell: `engine.process.js --data DIR --models DIR [--decoder DIR] [--after-crash]`.
 * It answers on its parent port and ends after a message `{kind: 'close'}`.
 */
const parent = (process as NodeJS.Process & { parentPort?: ElectronPort }).parentPort
const options = {
  data: { type: 'string' },
  models: { type: 'string' },
  decoder: { type: 'string' },
  'after-crash': { type: 'boolean' }
} as const
if (parent) run(parent)

function run(port: ElectronPort): void {
  const { values } = parseArgs({ options })
  const { data = '', models = '', decoder, 'after-crash': afterCrash = false } = values
  const open = (): Promise<Engine> =>
    createEngine({
      dataFolder: data,
      modelsFolder: models,
      decoderFolder: decoder,
      startUp: true,
      afterCrash,
      dailyBackups: true,
      reasonWords: entryReasonText
    })
  // A database that cannot be opened is told to whoever asks, instead of a process that dies again and again.
  const engine = new RepairableEngine(open, data)
  serveCaller(electronPort(port), engine)
  port.on('message', ({ data: message }) => {
    if (!isClose(message)) return
    void engine.close().finally(() => process.exit(0))
  })
}

function isClose(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'close'
}
