import type { Command } from 'commander'
import { administersInStore } from './in-store.ts'
import { addListFlags, printList } from './list-pages.ts'
import type { Terminal } from './terminal.ts'
import { userHeading, userRow } from './user-text.ts'

export const addUserList = (parent: Command, terminal: Terminal): void => {
  const command = addListFlags(
    parent.command('list').description('Lists users, oldest first.'),
    'user name, display name or e-mail address',
  )
  administersInStore(command, terminal, ({ directory, store }, _args, flags) =>
    printList(
      terminal,
      flags,
      (search) => directory.listUsers(store, search),
      userHeading,
      userRow,
    ),
  )
}
