import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { jsonLine, newAccessKeyText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addAccessKeyCreate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('create')
    .description('Makes an access key for the Identity Store API, and shows its secret this once.')
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--json', 'print it as one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    const key = await administration.accessKeys.create(store)
    terminal.out(flags.json ? jsonLine(key) : newAccessKeyText(key))
  })
}
