/** A folder for what a test run writes about itself, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export async function withReports(work) {
  const reports = mkdtempSync(join(tmpdir(), 'earshot-test-'))
  try {
    return await work(reports)
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}
