import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine, newTokenText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addTokenCreate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('create')
    .description('Create an access token that is valid for one year. It is shown only once.')
    .addHelpText('after', examples('token create', 'token create --store d-1234567890 --json'))
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    const token = await administration.createToken(store)
    terminal.out(flags.json ? jsonLine(token) : newTokenText(token))
  })
}
