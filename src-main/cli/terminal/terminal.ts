/** Where a command writes: the answer goes to standard output, everything else to standard error. */
export interface Terminal {
  /** One line of the answer. */
  print(line: string): void
  /** One line beside the answer: progress, hints, errors. */
  note(line: string): void
  /** Replaces the last line of standard error; only where it is a terminal. */
  paint(line: string): void
  /** Columns to fit into, or null where the reader is a file or another program. */
  readonly columns: number | null
  /** Whether somebody watches standard error. */
  readonly watched: boolean
}

/** The process's own terminal. A reader that goes away early (`| head`) ends nothing but the writing. */
export function openTerminal(): Terminal {
  const { stdout, stderr } = process
  let painted = false
  const gone = new Set<NodeJS.WriteStream>()
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
      gone.add(stream)
    })
  }
  const write = (stream: NodeJS.WriteStream, text: string): void => {
    if (!gone.has(stream)) stream.write(text)
  }
  const clearPaint = (): void => {
    if (painted) write(stderr, '\r\x1b[K')
    painted = false
  }
  return {
    print: line => {
      clearPaint()
      write(stdout, `${line}\n`)
    },
    note: line => {
      clearPaint()
      write(stderr, `${line}\n`)
    },
    paint: line => {
      write(stderr, `\r\x1b[K${line}`)
      painted = line !== ''
    },
    get columns() {
      return stdout.isTTY ? Math.max(stdout.columns || 80, 40) : null
    },
    get watched() {
      return stderr.isTTY
    }
  }
}
