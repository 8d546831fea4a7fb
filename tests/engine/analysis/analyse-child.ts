/** Run as a child process: analyses the library in a data folder until it is done or killed. */
import { openDatabase } from '../../../src-main/core/database/open.ts'
import { analysisOf } from './wiring.ts'

const dataFolder = process.argv[2] ?? ''
const { jobs, analysis } = analysisOf(openDatabase(dataFolder), dataFolder)
await jobs.settled(analysis.start().id)
