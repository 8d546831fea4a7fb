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
  // Until the shell says it, nobody knows.
  let battery: boolean | null = null
  const open = (): Promise<Engine> =>
    createEngine({
      dataFolder: data,
      modelsFolder: models,
      decoderFolder: decoder,
      startUp: true,
      afterCrash,
      // On Linux its files tell more than the shell: which battery is meant.
      ...(process.platform !== 'linux' && { battery: () => battery }),
      dailyBackups: true,
      reasonWords: entryReasonText
    })
  // A database that cannot be opened is told to whoever asks, instead of a process that dies again and again.
  const engine = new RepairableEngine(open, data)
  serveCaller(electronPort(port), engine)
  port.on('message', ({ data: message }) => {
    if (isOf(message, 'power')) battery = 'battery' in message && message.battery === true
    if (!isOf(message, 'close')) return
    void engine.close().finally(() => process.exit(0))
  })
}

function isOf(message: unknown, kind: string): message is object {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === kind
}
