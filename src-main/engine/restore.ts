/** For the command line: putting a backup back needs a library that nobody has open, not even an engine. */
export { listBackups } from '../core/database/backups/list.ts'
export { restoreBackup } from '../core/database/backups/restore.ts'
