import { Option, type Command } from 'commander'
import { modelAdd, modelDownload, type AddOptions, type DownloadOptions } from './add.ts'
import { modelList } from './list.ts'
import { modelRemove, modelTest, modelUse } from './use.ts'
import type { Run } from '../program.ts'
import type { CommonOptions } from '../session.ts'

/** `earshot model …` */
export function addModelCommands(program: Command, run: Run, common: () => CommonOptions): void {
  const model = program
    .command('model')
    .description('models that listen: list, add, download, test, use, remove')
  model
    .command('list')
    .description('those that are here, and those that can be downloaded')
    .action(() => run(common(), modelList))
  model
    .command('add <path...>')
    .description('take in a model from a folder, or from its single files; it is tested before it is kept')
    .option('--id <name>', 'its short name (default: after the folder)')
    .option('--title <text>', 'its title')
    .addOption(
      new Option('--variant <kind>', 'which of several exports (default: the smallest)').choices([
        'quantized',
        'full',
        'fp16'
      ])
    )
    .option('--yes', 'accept its licence without being asked')
    .action((paths: string[], options: AddOptions) =>
      run(common(), session => modelAdd(session, paths, options))
    )
  model
    .command('download <id>')
    .description('fetch a model by name; goes on where it was stopped')
    .option('--from <address>', 'from another server that has the same files')
    .option('--yes', 'accept its licence without being asked')
    .action((id: string, options: DownloadOptions) =>
      run(common(), session => modelDownload(session, id, options))
    )
  model
    .command('test <id>')
    .description('run the self-test of a model again; fails where it does')
    .action((id: string) => run(common(), session => modelTest(session, id)))
  model
    .command('use <id>')
    .description('search with this model from now on; a new one listens to the library first')
    .action((id: string) => run(common(), session => modelUse(session, id)))
  model
    .command('remove <id>')
    .description('remove a model that is not in use')
    .option('--heard', 'also what it has heard; only listening again brings that back')
    .option('--yes', 'go on without being asked')
    .action((id: string, options: { heard?: boolean; yes?: boolean }) =>
      run(common(), session => modelRemove(session, id, options))
    )
}
