import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findGroup } from './find-in-store.ts'
import { groupText } from './group-text.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'

export const addGroupShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description('Show a group.')
    .addHelpText('after', examples('group show Engineers'))
    .argument('<group>', 'group id or name')
    .option('--json', 'print one line of JSON')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const groupId = await findGroup(inStore, named)
    const group = await inStore.directory.getGroup(inStore.store, groupId)
    printResource(terminal, flags, group, groupText)
  })
}
