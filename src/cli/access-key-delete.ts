import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import { examples } from './examples.ts'
import type { Terminal } from './terminal.ts'

export const addAccessKeyDelete = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('delete')
    .description('Delete an access key. Requests signed with it are refused at once.')
    .addHelpText('after', examples('access-key delete AKIAIOSFODNN7EXAMPLE'))
    .argument('<access-key-id>', 'access key id, as shown by `access-key list`')
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--yes', 'skip the confirmation prompt')
  addAdminAction(command, terminal, async (administration, [id = ''], flags) => {
    const store = await chooseStore(administration, flags.store)
    await confirm(terminal, `Delete access key ${id} of ${store}?`, flags.yes)
    await administration.accessKeys.delete(store, id)
    terminal.out(`Deleted ${id}.\n`)
  })
}
