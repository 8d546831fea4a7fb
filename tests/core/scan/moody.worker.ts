import { parentPort } from 'node:worker_threads'
import { metadataAnswers, serveMetadata } from '../../../src-main/core/scan/metadata-port.ts'

/** The real worker, but for two names: one it never comes back from, one it dies of. */
if (parentPort !== null) {
  serveMetadata(parentPort, {
    ...metadataAnswers,
    read: (of, asking) => {
      const { path } = of
      if (path.endsWith('crash.wav')) process.exit(1)
      while (path.endsWith('hang.wav')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
      return metadataAnswers.read(of, asking)
    }
  })
}
