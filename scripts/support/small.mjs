/**
 * How what stays, or works for long, is started: glibc keeps an arena for each thread and what was freed in it, unless it is
 * told otherwise when a process begins.
 */
export const smallHeap = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072'
}

const long = ['serve', 'analyse', 'scan']
/** A scan makes little that lasts; with more room than this (MB) for what does not its process is half as large again. */
const youngOfScan = 4

/**
 * Starts this program once more in its own place where it has to be told. What only searches for such a word is started
 * again for nothing, in a twentieth of a second.
 */
export function startSmall(args) {
  const told = Object.keys(smallHeap).some(name => process.env[name] !== undefined)
  if (process.platform !== 'linux' || told || !args.some(arg => long.includes(arg))) return
  const young = args.includes('scan') ? [`--max-semi-space-size=${youngOfScan}`] : []
  const options = [...young, ...process.execArgv]
  process.execve?.(process.execPath, [process.execPath, ...options, ...process.argv.slice(1)], {
    ...process.env,
    ...smallHeap
  })
}
