import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import type { Terminal } from './terminal.ts'

export const addAccessKeyDelete = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('delete')
    .description('Deletes an access key; what is signed with it is refused from now on.')
    .argument('<access-key-id>', 'its id, as access-key list shows it')
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--yes', 'do not ask')
  addAdminAction(command, terminal, async (administration, [id = ''], flags) => {
    const store = await chooseStore(administration, flags.store)
    await confirm(terminal, `Delete access key ${id} of ${store}?`, flags.yes)
    await administration.accessKeys.delete(store, id)
    terminal.out(`Deleted ${id}.\n`)
  })
}
