import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { jsonLine, newTokenText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addTokenCreate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('create')
    .description('Makes an access token, valid for a year, and shows it this once.')
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--json', 'print it as one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    const token = await administration.createToken(store)
    terminal.out(flags.json ? jsonLine(token) : newTokenText(token))
  })
}
