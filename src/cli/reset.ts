import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import type { Terminal } from './terminal.ts'

export const addReset = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('reset')
    .description(
      'Deletes users, groups and events of an identity store; its address, tokens and settings stay.',
    )
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--yes', 'do not ask')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    await confirm(terminal, `Delete all users, groups and events of ${store}?`, flags.yes)
    await administration.contents.reset(store)
    terminal.out(`Emptied ${store}.\n`)
  })
}
