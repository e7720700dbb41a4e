import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findUser } from './find-in-store.ts'
import { groupHeading, groupRow } from './group-text.ts'
import { addListFlags, printList } from './list-pages.ts'
import type { Terminal } from './terminal.ts'

export const addUserGroups = (parent: Command, terminal: Terminal): void => {
  const command = addListFlags(
    parent
      .command('groups')
      .description('List the groups of a user. A disabled user has none.')
      .addHelpText('after', examples('user groups ada@example.com'))
      .argument('<user>', 'user id or user name'),
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
