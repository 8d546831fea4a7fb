import { statSync } from 'node:fs'
import type { DatabaseState, EngineStatus, ModelState } from '#contract/entities.ts'
import type { DecoderRefusal } from '#contract/faults.ts'
import { stateOf } from '../../../core/audio/decoder.ts'
import type { Analyses, Yielding } from '../../../core/analysis/index.ts'
import { listBackups } from '../../../core/database/backups/list.ts'
import { checkIntegrity, type Database } from '../../../core/database/open.ts'
import { freeSpace } from '../../../core/files/free-space.ts'
import packageJson from '../../../../package.json' with { type: 'json' }
import { diagnose } from './diagnosis.ts'
import type { Trust } from '../../../core/inference/verify.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'

export interface SystemPorts extends Pick<Base, 'dataFolder' | 'db' | 'models' | 'decoders'> {
  analyses: Analyses
  yielding: Yielding
  missingFolders(): string[]
}

export function systemHandlers(ports: SystemPorts): Family<'system'> {
  const { dataFolder, db, models: choice, decoders, analyses, yielding } = ports
  const look = async (
    trust?: Trust
  ): Promise<{
    status: EngineStatus
    models: ModelState[]
    refused: DecoderRefusal[]
  }> => {
    const [{ decoder, refused }, models] = await Promise.all([decoders.find(), choice.states(trust)])
    const status = {
      version: packageJson.version,
      dataFolder,
      model: models[0]!,
      decoder: stateOf(decoder),
      providers: analyses.trials(choice.model?.through ?? choice.model),
      workers: analyses.workers,
      waits: yielding.waits,
      memory: process.memoryUsage.rss()
    }
    return { status, models, refused }
  }

  return {
    'system.status': async () => (await look()).status,
    'system.doctor': async () => {
      const { status, models, refused } = await look('read')
      const found = {
        ...status,
        models,
        providers:
          status.model.state === 'ok'
            ? await analyses.of(choice.requireListening()).tryProviders()
            : status.providers,
        database: databaseState(db, dataFolder),
        node: process.versions.node,
        platform: `${process.platform}-${process.arch}`
      }
      return {
        ...found,
        problems: diagnose(found, {
          refused,
          missingFolders: ports.missingFolders(),
          free: freeBytes(dataFolder)
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
    backups: listBackups(dataFolder).map(({ path }) => path)
  }
}

function freeBytes(folder: string): number | null {
  try {
    const free = freeSpace(folder)
    return free === Infinity ? null : free
  } catch {
    return null
  }
}
