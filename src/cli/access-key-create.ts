import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine, newAccessKeyText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addAccessKeyCreate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('create')
    .description('Create an access key for the Identity Store API. Its secret is shown only once.')
    .addHelpText(
      'after',
      examples('access-key create', 'access-key create --store d-1234567890 --json'),
    )
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    const key = await administration.accessKeys.create(store)
    terminal.out(flags.json ? jsonLine(key) : newAccessKeyText(key))
  })
}
