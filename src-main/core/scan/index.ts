export { serveMetadata } from './metadata-port.ts'
export { Scanner, type ScannerOptions } from './scanner.ts'
