import { Option, type Command } from 'commander'
import { addModel, downloadModel, type AddOptions, type DownloadOptions } from './add.ts'
import { importVectors } from './import-vectors.ts'
import { listModels } from './list.ts'
import { removeModel, testModel, useModel } from './use.ts'
import type { Run } from '../run.ts'

/** `earshot model …` */
export function addModelCommands(program: Command, run: Run): void {
  const model = program
    .command('model')
    .description('models that listen: list, add, download, test, use, remove')
  model
    .command('list')
    .description('those that are here, and those that can be downloaded')
    .action(() => run(listModels))
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
      run(session => addModel(session, paths, options))
    )
  model
    .command('download <id>')
    .description('fetch a model by name; goes on where it was stopped')
    .option('--from <address>', 'from another server that has the same files')
    .option('--yes', 'accept its licence without being asked')
    .action((id: string, options: DownloadOptions) =>
      run(session => downloadModel(session, id, options))
    )
  model
    .command('import-vectors <path...>')
    .description('take in what another machine has heard: files (or a folder) that "earshot_training embed" wrote')
    .action((paths: string[]) => run(session => importVectors(session, paths)))
  model
    .command('test <id>')
    .description('run the self-test of a model again; fails where it does')
    .action((id: string) => run(session => testModel(session, id)))
  model
    .command('use <id>')
    .description('search with this model from now on; a new one listens to the library first')
    .action((id: string) => run(session => useModel(session, id)))
  model
    .command('remove <id>')
    .description('remove a model that is not in use')
    .option('--heard', 'also what it has heard; only listening again brings that back')
    .option('--yes', 'go on without being asked')
    .action((id: string, options: { heard?: boolean; yes?: boolean }) =>
      run(session => removeModel(session, id, options))
    )
}
