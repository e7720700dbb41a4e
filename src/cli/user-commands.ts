import type { Command } from 'commander'
import { examples } from './examples.ts'
import type { Terminal } from './terminal.ts'
import { addUserCreate } from './user-create.ts'
import { addUserDelete } from './user-delete.ts'
import { addUserDisable } from './user-disable.ts'
import { addUserEnable } from './user-enable.ts'
import { addUserGroups } from './user-groups.ts'
import { addUserList } from './user-list.ts'
import { addUserNameId } from './user-name-id.ts'
import { addUserShow } from './user-show.ts'
import { addUserUpdate } from './user-update.ts'

/** Adds the commands for users. */
export const addUserCommands = (program: Command, terminal: Terminal): void => {
  const user = program
    .command('user')
    .description('Manage users manually.')
    .addHelpText('after', examples('user list'))
  addUserList(user, terminal)
  addUserShow(user, terminal)
  addUserCreate(user, terminal)
  addUserUpdate(user, terminal)
  addUserEnable(user, terminal)
  addUserDisable(user, terminal)
  addUserDelete(user, terminal)
  addUserGroups(user, terminal)
  addUserNameId(user, terminal)
}
