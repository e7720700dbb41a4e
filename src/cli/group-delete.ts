import type { Command } from 'commander'
import { confirm } from './confirm.ts'
import { findGroup } from './find-in-store.ts'
import { addDirectoryAction } from './directory-action.ts'
import type { Terminal } from './terminal.ts'

export const addGroupDelete = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('delete')
    .description('Deletes a group; its members stay.')
    .argument('<group>', 'its id or name')
    .option('--yes', 'do not ask')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const groupId = await findGroup(inStore, named)
    await confirm(terminal, `Delete group ${named} of ${inStore.store}?`, flags.yes)
    await inStore.directory.deleteGroup(inStore.store, groupId)
    terminal.out(`Deleted ${groupId}.\n`)
  })
}
