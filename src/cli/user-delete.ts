import type { Command } from 'commander'
import { confirm } from './confirm.ts'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findUser } from './find-in-store.ts'
import type { Terminal } from './terminal.ts'

export const addUserDelete = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('delete')
    .description('Delete a user and its group memberships.')
    .addHelpText('after', examples('user delete ada@example.com'))
    .argument('<user>', 'user id or user name')
    .option('--yes', 'skip the confirmation prompt')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const userId = await findUser(inStore, named)
    const question = `Delete user ${named} of ${inStore.store} and its group memberships?`
    await confirm(terminal, question, flags.yes)
    await inStore.directory.deleteUser(inStore.store, userId)
    terminal.out(`Deleted ${userId}.\n`)
  })
}
