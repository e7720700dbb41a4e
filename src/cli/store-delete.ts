import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import { examples } from './examples.ts'
import type { Terminal } from './terminal.ts'

export const addStoreDelete = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('delete')
    .description('Delete an identity store with all its users, groups and tokens.')
    .addHelpText('after', examples('store delete d-1234567890'))
    .argument('[id]', 'identity store id (optional if there is only one)')
    .option('--yes', 'skip the confirmation prompt')
  addAdminAction(command, terminal, async (administration, [id], flags) => {
    const store = await chooseStore(administration, id)
    const question = `Delete ${store} with all its users, groups and tokens?`
    await confirm(terminal, question, flags.yes)
    await administration.deleteStore(store)
    terminal.out(`Deleted ${store}.\n`)
  })
}
