import type { Command } from 'commander'
import { findGroup, findUser } from './find-in-store.ts'
import { addDirectoryAction } from './directory-action.ts'
import type { Terminal } from './terminal.ts'

export const addGroupRemoveMember = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('remove-member')
    .description('Takes a user out of a group.')
    .argument('<group>', 'its id or name')
    .argument('<user>', 'its id or user name')
  addDirectoryAction(command, terminal, async (inStore, [named = '', user = '']) => {
    const groupId = await findGroup(inStore, named)
    const userId = await findUser(inStore, user)
    await inStore.directory.removeMember(inStore.store, groupId, userId)
    terminal.out(`Removed ${userId} from ${groupId}.\n`)
  })
}
