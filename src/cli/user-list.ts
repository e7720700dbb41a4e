import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { addListFlags, printList } from './list-pages.ts'
import type { Terminal } from './terminal.ts'
import { userHeading, userRow } from './user-text.ts'

export const addUserList = (parent: Command, terminal: Terminal): void => {
  const command = addListFlags(
    parent
      .command('list')
      .description('List users, oldest first.')
      .addHelpText('after', examples('user list', 'user list --query ada --limit 10')),
    'user name, display name or email address',
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
