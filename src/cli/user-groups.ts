import type { Command } from 'commander'
import { findUser } from './find-in-store.ts'
import { groupHeading, groupRow } from './group-text.ts'
import { addDirectoryAction } from './directory-action.ts'
import { addListFlags, printList } from './list-pages.ts'
import type { Terminal } from './terminal.ts'

export const addUserGroups = (parent: Command, terminal: Terminal): void => {
  const command = addListFlags(
    parent
      .command('groups')
      .description('Lists the groups of a user; none while it is disabled.')
      .argument('<user>', 'its id or user name'),
    'name',
  )
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const { directory, store } = inStore
    const userId = await findUser(inStore, named)
    await printList(
      terminal,
      flags,
      (search) => directory.listMemberships(store, userId, search),
      [...groupHeading, 'MEMBER SINCE'],
      (membership) => [...groupRow(membership), membership.memberSince],
    )
  })
}
