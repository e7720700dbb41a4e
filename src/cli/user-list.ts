import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { addListFlags, printList } from './list-pages.ts'
import type { Terminal } from './terminal.ts'
import { userHeading, userRow } from './user-text.ts'

export const addUserList = (parent: Command, terminal: Terminal): void => {
  const command = addListFlags(
    parent.command('list').description('Lists users, oldest first.'),
    'user name, display name or e-mail address',
  )
  addDirectoryAction(command, terminal, ({ directory, store }, _args, flags) =>
    printList(
      terminal,
      flags,
      (search) => directory.listUsers(store, search),
      userHeading,
      userRow,
    ),
  )
}
