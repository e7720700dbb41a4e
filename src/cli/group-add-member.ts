import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findGroup, findUser } from './find-in-store.ts'
import type { Terminal } from './terminal.ts'

export const addGroupAddMember = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('add-member')
    .description('Add users to a group. Either all are added or none. Existing members are kept.')
    .addHelpText('after', examples('group add-member Engineers ada@example.com bob@example.com'))
    .argument('<group>', 'group id or name')
    .argument('<user...>', 'user ids or user names, at most 100')
  addDirectoryAction(command, terminal, async (inStore, [named = '', ...users]) => {
    const groupId = await findGroup(inStore, named)
    const userIds: string[] = []
    for (const user of users) userIds.push(await findUser(inStore, user))
    await inStore.directory.addMembers(inStore.store, groupId, userIds)
    terminal.out(`Added ${userIds.join(', ')} to ${groupId}.\n`)
  })
}
