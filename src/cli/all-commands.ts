import type { Command } from 'commander'
import { addAccessKeyCreate } from './access-key-create.ts'
import { addAccessKeyDelete } from './access-key-delete.ts'
import { addAccessKeyList } from './access-key-list.ts'
import { addAdminTokenRotate } from './admin-token-rotate.ts'
import { addCheck } from './check.ts'
import { addClockFreeze } from './clock-freeze.ts'
import { addClockMove } from './clock-move.ts'
import { addClockRelease } from './clock-release.ts'
import { addClockShow } from './clock-show.ts'
import { addCompletion } from './completion.ts'
import { addEvents } from './events.ts'
import { examples } from './examples.ts'
import { addExplain } from './explain.ts'
import { addGroupCommands } from './group-commands.ts'
import { addImport } from './import.ts'
import { addMigrate } from './migrate.ts'
import { addReset } from './reset.ts'
import { addRules } from './rules.ts'
import { createServeProgram } from './serve-program.ts'
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

/** The program with all its commands. Loaded only if the arguments name a command other than `serve`. */
export const buildProgram = (terminal: Terminal): Command => {
  const program = createServeProgram(terminal)
  const store = program
    .command('store')
    .description('Manage identity stores.')
    .addHelpText('after', examples('store show'))
  for (const add of storeCommands) add(store, terminal)
  const token = program
    .command('token')
    .description('Manage access tokens.')
    .addHelpText('after', examples('token create'))
  for (const add of tokenCommands) add(token, terminal)
  const accessKey = program
    .command('access-key')
    .description('Manage access keys of the Identity Store API.')
    .addHelpText('after', examples('access-key list'))
  for (const add of accessKeyCommands) add(accessKey, terminal)
  const adminToken = program
    .command('admin-token')
    .description('Manage the admin token, the secret of the private listener.')
    .addHelpText('after', examples('admin-token rotate'))
  addAdminTokenRotate(adminToken, terminal)
  const settings = program
    .command('settings')
    .description('Show and change the settings of an identity store.')
    .addHelpText('after', examples('settings show'))
  for (const add of settingsCommands) add(settings, terminal)
  const clock = program
    .command('clock')
    .description("Show and set the server's clock.")
    .addHelpText('after', examples('clock show'))
  for (const add of clockCommands) add(clock, terminal)
  const snapshot = program
    .command('snapshot')
    .description('Save the contents of an identity store to a file, and restore them.')
    .addHelpText('after', examples('snapshot save store.ndjson'))
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
