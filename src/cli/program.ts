import { Command, CommanderError } from 'commander'
import { AdministrationError } from '../administration/administration-error.ts'
import { RefusedByRule } from '../administration/refused.ts'
import { version } from '../app/version.ts'
import { WrongUsage } from '../config.ts'
import { readableLines } from '../identity-center/code-points.ts'
import { DatabaseUnavailable } from '../identity-center/errors.ts'
import { StartFailure } from '../store/start-failure.ts'
import { addAccessKeyCreate } from './access-key-create.ts'
import { addAccessKeyDelete } from './access-key-delete.ts'
import { addAccessKeyList } from './access-key-list.ts'
import { addAdminTokenRotate } from './admin-token-rotate.ts'
import { AnswerIsNo } from './answer-is-no.ts'
import { addCheck } from './check.ts'
import { addClockFreeze } from './clock-freeze.ts'
import { addClockMove } from './clock-move.ts'
import { addClockRelease } from './clock-release.ts'
import { addClockShow } from './clock-show.ts'
import { addCompletion } from './completion.ts'
import { Declined } from './confirm.ts'
import { addEvents } from './events.ts'
import { addExplain } from './explain.ts'
import { addGroupCommands } from './group-commands.ts'
import { addImport } from './import.ts'
import { addMigrate } from './migrate.ts'
import { refusalText } from './refusal-text.ts'
import { addReset } from './reset.ts'
import { addRules } from './rules.ts'
import { addServe } from './serve.ts'
import { addSettingsSet } from './settings-set.ts'
import { addSettingsShow } from './settings-show.ts'
import { addSettingsUnset } from './settings-unset.ts'
import { addSnapshotRestore } from './snapshot-restore.ts'
import { addSnapshotSave } from './snapshot-save.ts'
import { addStoreCreate } from './store-create.ts'
import { addStoreDelete } from './store-delete.ts'
import { addStoreDisable } from './store-disable.ts'
import { addStoreEnable } from './store-enable.ts'
import { addStoreList } from './store-list.ts'
import { addStoreSettings } from './store-settings.ts'
import { addStoreShow } from './store-show.ts'
import type { Terminal } from './terminal.ts'
import { addTokenCreate } from './token-create.ts'
import { addTokenDelete } from './token-delete.ts'
import { addTokenList } from './token-list.ts'
import { addTokenReminders } from './token-reminders.ts'
import { addUserCommands } from './user-commands.ts'

/** Ok; the answer is no; the program was called wrongly. */
const exitCodes = { ok: 0, no: 1, wrongUsage: 2 } as const

const storeCommands = [
  addStoreCreate,
  addStoreList,
  addStoreShow,
  addStoreEnable,
  addStoreDisable,
  addStoreDelete,
  addStoreSettings,
]
const accessKeyCommands = [addAccessKeyCreate, addAccessKeyList, addAccessKeyDelete]
const tokenCommands = [addTokenCreate, addTokenList, addTokenDelete, addTokenReminders]
const settingsCommands = [addSettingsShow, addSettingsSet, addSettingsUnset]
const clockCommands = [addClockShow, addClockFreeze, addClockMove, addClockRelease]
const snapshotCommands = [addSnapshotSave, addSnapshotRestore]

/** The program with all its commands. */
export const buildProgram = (terminal: Terminal): Command => {
  const program = new Command('identity-center-scim')
    .description('A SCIM 2.0 server that answers as AWS IAM Identity Center does.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('See --help for what there is.')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
    .addHelpText('after', '\nWithout a command, it serves: see serve --help for its options.')

  addServe(program, terminal)
  const store = program.command('store').description('Manages identity stores.')
  for (const add of storeCommands) add(store, terminal)
  const token = program.command('token').description('Manages access tokens.')
  for (const add of tokenCommands) add(token, terminal)
  const accessKey = program
    .command('access-key')
    .description('Manages access keys of the Identity Store API.')
  for (const add of accessKeyCommands) add(accessKey, terminal)
  const adminToken = program
    .command('admin-token')
    .description('Manages the secret of the private listener.')
  addAdminTokenRotate(adminToken, terminal)
  const settings = program
    .command('settings')
    .description('Shows and changes the settings of an identity store.')
  for (const add of settingsCommands) add(settings, terminal)
  const clock = program.command('clock').description('Shows and sets the clock of a server.')
  for (const add of clockCommands) add(clock, terminal)
  const snapshot = program
    .command('snapshot')
    .description('Saves what an identity store holds in a file, and restores it.')
  for (const add of snapshotCommands) add(snapshot, terminal)
  addReset(program, terminal)
  addUserCommands(program, terminal)
  addGroupCommands(program, terminal)
  addImport(program, terminal)
  addCheck(program, terminal)
  addEvents(program, terminal)
  addExplain(program, terminal)
  addRules(program, terminal)
  addMigrate(program, terminal)
  addCompletion(program, terminal)
  return program
}

const refuseUnknownCommand = (program: Command, [first = '-']: readonly string[]) => {
  const names = [...program.commands.map((command) => command.name()), 'help']
  if (first.startsWith('-') || names.includes(first)) return
  throw new WrongUsage(
    `There is no command ${JSON.stringify(first)}; see --help for those there are.`,
  )
}

/** What a user did or met, in a sentence and an exit code; undefined for what is a fault of ours. */
const explain = (error: unknown): { code: number; sentence: string } | undefined => {
  if (error instanceof CommanderError) {
    const code = error.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUsage
    return { code, sentence: '' } // it has been said already
  }
  if (error instanceof AnswerIsNo) return { code: exitCodes.no, sentence: '' }
  if (error instanceof WrongUsage) return { code: exitCodes.wrongUsage, sentence: error.message }
  if (error instanceof RefusedByRule) return { code: exitCodes.no, sentence: refusalText(error) }
  if (error instanceof AdministrationError) {
    const code = error.kind === 'invalid' ? exitCodes.wrongUsage : exitCodes.no
    return { code, sentence: error.message }
  }
  if (error instanceof DatabaseUnavailable) {
    const sentence =
      error.outage === 'unreachable'
        ? 'The database cannot be reached any more; see that it runs, and try again.'
        : `${error.message.replace(/^t/, 'T')}.`
    return { code: exitCodes.no, sentence }
  }
  if (error instanceof StartFailure || error instanceof Declined) {
    return { code: exitCodes.no, sentence: error.message }
  }
  return undefined
}

/** Runs the command that these arguments name, and gives its exit code. */
export const run = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const program = buildProgram(terminal)
  try {
    refuseUnknownCommand(program, args)
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    const known = explain(error)
    if (known === undefined) {
      const trace = error instanceof Error ? error.stack : String(error)
      terminal.error(`This is a fault of the program; please report it.\n${trace}\n`)
      return exitCodes.no
    }
    if (known.sentence !== '') terminal.error(`${readableLines(known.sentence)}\n`)
    return known.code
  }
}
