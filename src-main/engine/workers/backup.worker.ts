import { parentPort } from 'node:worker_threads'
import { backupAnswers, type BackupTasks } from '../../core/database/backups/tasks.ts'
import { serveThread } from '../../core/threads/index.ts'

if (parentPort !== null) serveThread<BackupTasks>(parentPort, backupAnswers)
