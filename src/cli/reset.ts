import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import { examples } from './examples.ts'
import type { Terminal } from './terminal.ts'

export const addReset = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('reset')
    .description(
      'Delete all users, groups and events of an identity store. Its endpoint, tokens and settings are kept.',
    )
    .addHelpText('after', examples('reset', 'reset --store d-1234567890 --yes'))
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--yes', 'skip the confirmation prompt')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    await confirm(terminal, `Delete all users, groups and events of ${store}?`, flags.yes)
    await administration.contents.reset(store)
    terminal.out(`Deleted all users, groups and events of ${store}.\n`)
  })
}
