import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { groupHeading, groupRow } from './group-text.ts'
import { addListFlags, printList } from './list-pages.ts'
import type { Terminal } from './terminal.ts'

export const addGroupList = (parent: Command, terminal: Terminal): void => {
  const command = addListFlags(
    parent
      .command('list')
      .description('List groups, oldest first.')
      .addHelpText('after', examples('group list', 'group list --query eng --limit 10')),
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
