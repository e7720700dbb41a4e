import type { Command } from 'commander'
import { findUser } from './find-in-store.ts'
import { addDirectoryAction } from './directory-action.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'
import { userText } from './user-text.ts'

export const addUserEnable = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('enable')
    .description('Lets a user sign in again, and be edited.')
    .argument('<user>', 'its id or user name')
    .option('--json', 'print it as one line of JSON')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const userId = await findUser(inStore, named)
    const user = await inStore.directory.updateUser(inStore.store, userId, { active: true })
    printResource(terminal, flags, user, userText)
  })
}
