import type { Command } from 'commander'
import { confirm } from './confirm.ts'
import { findUser } from './find-in-store.ts'
import { addDirectoryAction } from './directory-action.ts'
import type { Terminal } from './terminal.ts'

export const addUserDelete = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('delete')
    .description('Deletes a user with its memberships.')
    .argument('<user>', 'its id or user name')
    .option('--yes', 'do not ask')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const userId = await findUser(inStore, named)
    const question = `Delete user ${named} of ${inStore.store} with its memberships?`
    await confirm(terminal, question, flags.yes)
    await inStore.directory.deleteUser(inStore.store, userId)
    terminal.out(`Deleted ${userId}.\n`)
  })
}
