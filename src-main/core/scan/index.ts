export { Scanner, type ScannerOptions } from './scanner.ts'
