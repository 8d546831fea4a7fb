import type { Command } from 'commander'
import type { Run } from '../run.ts'
import { albums, artists } from './albums.ts'
import { analyse } from './analyse.ts'
import { decoder } from './decoder.ts'
import { doctor } from './doctor.ts'
import { leaveOut, type LeaveOutOptions } from './leave-out.ts'
import { relocate, type RelocateOptions } from './relocate.ts'
import { scan } from './scan.ts'
import { show } from './show.ts'
import { status } from './status.ts'

/** `earshot scan|relocate|leave-out|analyse|show|albums|artists|status|decoder|doctor` */
export function addLibraryCommands(program: Command, run: Run): void {
  program
    .command('scan [folder...]')
    .description('add folders and read what is new in them (without any: in all known folders)')
    .option('--analyse', 'go on to listen to the new tracks')
    .option('--verify', 'check the content of every file, not its size and time alone')
    .action((folders: string[], options: { analyse?: boolean; verify?: boolean }) =>
      run(session => scan(session, folders, options))
    )
  program
    .command('relocate <old> <new>')
    .description('a folder of the library is elsewhere now: link its tracks to their files there')
    .option('--dry-run', 'only say what would be found')
    .option('--yes', 'go on without being asked')
    .action((from: string, to: string, options: RelocateOptions) =>
      run(session => relocate(session, from, to, options))
    )
  program
    .command('leave-out [words...]')
    .description('leave the tracks of files, folders or a search out of the library; no file changes')
    .option('--undo', 'take them back')
    .option('--list', 'list what was left out')
    .action((words: string[], options: LeaveOutOptions) => run(session => leaveOut(session, words, options)))
  program
    .command('analyse')
    .description('listen to every track that was not listened to yet; goes on where it was stopped')
    .option('--retry', 'try again what failed before')
    .action((options: { retry?: boolean }) => run(session => analyse(session, options)))
  program
    .command('show <file...>')
    .description('what the library knows of files, as it read them')
    .action((files: string[]) => run(session => show(session, files)))
  program
    .command('albums [word...]')
    .description('the albums of the library, or those whose title or artist has the words')
    .action((words: string[]) => run(session => albums(session, words)))
  program
    .command('artists [word...]')
    .description('the artists of the library, or those whose name has the words')
    .action((words: string[]) => run(session => artists(session, words)))
  program
    .command('status')
    .description('what the library holds')
    .option('--failures', 'list the files that could not be read or heard, and why')
    .option('--left-out', 'list what scans pass by, and why')
    .action((options: { failures?: boolean; leftOut?: boolean }) => run(session => status(session, options)))
  program
    .command('decoder [path]')
    .description('what reads sound; with a path, use that ffmpeg from now on')
    .option('--find', 'use the one that is found, as at first')
    .action((path: string | undefined, options: { find?: boolean }) =>
      run(session => decoder(session, path, options))
    )
  program
    .command('doctor')
    .description('check decoder, providers, models and database; fails where something is wrong')
    .option('--report <file>', 'write what was found into a file that names no folder, track or token')
    .action((options: { report?: string }) => run(session => doctor(session, options), { repairs: true }))
}
