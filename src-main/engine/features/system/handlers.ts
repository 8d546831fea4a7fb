import { statfsSync, statSync } from 'node:fs'
import type { DatabaseState, EngineStatus, ModelState, ProviderTrial } from '#contract/entities.ts'
import type { FoundDecoder } from '../../../core/audio/find-decoder.ts'
import { listBackups } from '../../../core/database/backup.ts'
import { checkIntegrity, type Database } from '../../../core/database/open.ts'
import packageJson from '../../../../package.json' with { type: 'json' }
import { diagnose } from './diagnosis.ts'
import type { ModelChoice } from '../../../core/inference/model-choice.ts'
import type { Family } from '../../wire/handler.ts'

export interface SystemPorts {
  dataFolder: string
  db: Database
  models: ModelChoice
  findDecoder(): Promise<FoundDecoder>
  /** What is known of the providers by now. */
  providers(): ProviderTrial[]
  /** Tries the providers, unless that was done before. */
  tryProviders(): Promise<ProviderTrial[]>
  workers(): number
  missingFolders(): string[]
}

export function systemHandlers(ports: SystemPorts): Family<'system'> {
  const look = async (): Promise<{ status: EngineStatus; models: ModelState[]; refused: string[] }> => {
    const [{ decoder, refused }, models] = await Promise.all([ports.findDecoder(), ports.models.states()])
    const { kind, detail, path } = decoder
    const status = {
      version: packageJson.version,
      dataFolder: ports.dataFolder,
      model: models[0]!,
      decoder: { kind, detail, path },
      providers: ports.providers(),
      workers: ports.workers(),
      memory: process.memoryUsage.rss()
    }
    return { status, models, refused }
  }

  return {
    'system.status': async () => (await look()).status,
    'system.doctor': async () => {
      const { status, models, refused } = await look()
      const found = {
        ...status,
        models,
        providers: status.model.state === 'ok' ? await ports.tryProviders() : status.providers,
        database: databaseState(ports.db, ports.dataFolder),
        node: process.versions.node,
        platform: `${process.platform}-${process.arch}`
      }
      return {
        ...found,
        problems: diagnose(found, {
          refused,
          missingFolders: ports.missingFolders(),
          free: freeBytes(ports.dataFolder)
        })
      }
    }
  }
}

function databaseState(db: Database, dataFolder: string): DatabaseState {
  return {
    path: db.name,
    version: Number(db.pragma('user_version', { simple: true })),
    bytes: statSync(db.name, { throwIfNoEntry: false })?.size ?? 0,
    integrity: checkIntegrity(db),
    backups: listBackups(dataFolder)
  }
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
