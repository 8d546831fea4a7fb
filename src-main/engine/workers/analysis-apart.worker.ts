import { serveApart } from '../../core/analysis/apart.ts'

// A process, not a thread: it may crash without taking anything along.
if (process.send !== undefined) serveApart(process)
