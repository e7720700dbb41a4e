import type { Command } from 'commander'
import { findGroup } from './find-in-store.ts'
import { groupText } from './group-text.ts'
import { addDirectoryAction } from './directory-action.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'

export const addGroupShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description('Shows a group.')
    .argument('<group>', 'its id or name')
    .option('--json', 'print it as one line of JSON')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const groupId = await findGroup(inStore, named)
    const group = await inStore.directory.getGroup(inStore.store, groupId)
    printResource(terminal, flags, group, groupText)
  })
}
