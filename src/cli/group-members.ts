import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findGroup } from './find-in-store.ts'
import { addListFlags, printList } from './list-pages.ts'
import type { Terminal } from './terminal.ts'
import { userHeading, userRow } from './user-text.ts'

export const addGroupMembers = (parent: Command, terminal: Terminal): void => {
  const command = addListFlags(
    parent
      .command('members')
      .description('List the members of a group, except disabled users.')
      .addHelpText(
        'after',
        examples('group members Engineers', 'group members Engineers --query ada --json'),
      )
      .argument('<group>', 'group id or name'),
    'user name, display name or email address',
  )
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const { directory, store } = inStore
    const groupId = await findGroup(inStore, named)
    await printList(
      terminal,
      flags,
      (search) => directory.listMembers(store, groupId, search),
      [...userHeading, 'MEMBER SINCE'],
      (member) => [...userRow(member), member.memberSince],
    )
  })
}
