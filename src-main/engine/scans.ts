import type { Job } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'

interface ScanPorts {
  /** Folders in use. */
  folderIds(): number[]
  /** Starts a scan, or gives the one that runs. */
  start(folderIds: number[]): Job
  isRunning(): boolean
}

/** One scan at a time. What is asked for while another folder is being scanned has its turn right after. */
export function scanQueue(ports: ScanPorts): { start(folderIds?: number[]): Job; onJob(job: Job): void } {
  const scanning = new Set<number>()
  const waiting = new Set<number>()

  const start = (folderIds: number[] = ports.folderIds()): Job => {
    if (ports.isRunning()) {
      for (const id of folderIds) if (!scanning.has(id)) waiting.add(id)
      return ports.start([])
    }
    scanning.clear()
    for (const id of folderIds) scanning.add(id)
    return ports.start(folderIds)
  }

  return {
    start,
    onJob: job => {
      if (job.kind !== 'scan' || job.state === 'running') return
      const next = [...waiting].filter(id => ports.folderIds().includes(id))
      waiting.clear()
      scanning.clear()
      // Somebody who cancels means all of it.
      if (job.state !== 'done' || next.length === 0) return
      try {
        start(next)
      } catch (thrown) {
        // Another process took its turn, or the engine is closing: the folders are scanned next time.
        if (!(thrown instanceof EarshotError)) throw thrown
      }
    }
  }
}
