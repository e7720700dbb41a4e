import type { Command } from 'commander'
import { groupHeading, groupRow } from './group-text.ts'
import { addDirectoryAction } from './directory-action.ts'
import { addListFlags, printList } from './list-pages.ts'
import type { Terminal } from './terminal.ts'

export const addGroupList = (parent: Command, terminal: Terminal): void => {
  const command = addListFlags(
    parent.command('list').description('Lists groups, oldest first.'),
    'name',
  )
  addDirectoryAction(command, terminal, ({ directory, store }, _args, flags) =>
    printList(
      terminal,
      flags,
      (search) => directory.listGroups(store, search),
      groupHeading,
      groupRow,
    ),
  )
}
