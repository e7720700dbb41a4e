import type { Command } from 'commander'
import { confirm } from './confirm.ts'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findGroup } from './find-in-store.ts'
import type { Terminal } from './terminal.ts'

export const addGroupDelete = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('delete')
    .description('Delete a group. Its members are kept as users.')
    .addHelpText('after', examples('group delete Engineers'))
    .argument('<group>', 'group id or name')
    .option('--yes', 'skip the confirmation prompt')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const groupId = await findGroup(inStore, named)
    await confirm(terminal, `Delete group ${named} of ${inStore.store}?`, flags.yes)
    await inStore.directory.deleteGroup(inStore.store, groupId)
    terminal.out(`Deleted ${groupId}.\n`)
  })
}
