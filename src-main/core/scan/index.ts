export { serveMetadata } from './metadata-port.ts'
export { readTags, type FileFacts } from './read-tags.ts'
export { Scanner, type ScannerOptions } from './scanner.ts'
