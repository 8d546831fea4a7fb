import type { Job } from '#contract/entities.ts'

interface FollowUpPorts {
  /** Whether tracks wait to be heard. */
  hasPending(): boolean
  isRunning(kind: Job['kind']): boolean
  startAnalysis(): void
}

interface FollowUp {
  onJob(job: Job): void
  /** Starts the analysis if tracks wait for it. */
  look(): void
  /** Ends a pause. */
  resume(): void
}

/** While a scan goes on, no more often than this is looked for tracks to hear. */
const interval = 2000

/**
 * Analysis follows a scan by itself: while the scan still brings tracks, and again at its end. Somebody who cancels
 * the analysis, or a failure that every track would meet, ends that until somebody asks for something again.
 */
export function followUp(ports: FollowUpPorts): FollowUp {
  let paused = false
  let lookedAt = 0
  let scanned = 0

  const look = (): void => {
    if (!paused && !ports.isRunning('analysis') && ports.hasPending()) ports.startAnalysis()
  }

  const onScan = (job: Job): void => {
    if (job.state === 'running') {
      // Unchanged files bring nothing to hear.
      if (job.done === scanned || Date.now() - lookedAt < interval) return
      lookedAt = Date.now()
      scanned = job.done
    } else scanned = 0
    look()
  }

  return {
    onJob: job => {
      if (job.kind === 'scan') onScan(job)
      else if (job.kind !== 'analysis') return
      else if (job.state === 'cancelled' || job.state === 'failed') paused = true
      // What came while the last tracks were being heard.
      else if (job.state === 'done' && job.done > 0) look()
    },
    look,
    resume: () => (paused = false)
  }
}
