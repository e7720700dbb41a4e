import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findGroup, findUser } from './find-in-store.ts'
import type { Terminal } from './terminal.ts'

export const addGroupRemoveMember = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('remove-member')
    .description('Remove a user from a group.')
    .addHelpText('after', examples('group remove-member Engineers ada@example.com'))
    .argument('<group>', 'group id or name')
    .argument('<user>', 'user id or user name')
  addDirectoryAction(command, terminal, async (inStore, [named = '', user = '']) => {
    const groupId = await findGroup(inStore, named)
    const userId = await findUser(inStore, user)
    await inStore.directory.removeMember(inStore.store, groupId, userId)
    terminal.out(`Removed ${userId} from ${groupId}.\n`)
  })
}
