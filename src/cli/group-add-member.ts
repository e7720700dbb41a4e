import type { Command } from 'commander'
import { findGroup, findUser } from './find-in-store.ts'
import { addDirectoryAction } from './directory-action.ts'
import type { Terminal } from './terminal.ts'

export const addGroupAddMember = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('add-member')
    .description('Adds users to a group, all of them or none; whoever is in already stays.')
    .argument('<group>', 'its id or name')
    .argument('<user...>', 'ids or user names, 100 at the most')
  addDirectoryAction(command, terminal, async (inStore, [named = '', ...users]) => {
    const groupId = await findGroup(inStore, named)
    const userIds: string[] = []
    for (const user of users) userIds.push(await findUser(inStore, user))
    await inStore.directory.addMembers(inStore.store, groupId, userIds)
    terminal.out(`Added ${userIds.join(', ')} to ${groupId}.\n`)
  })
}
