import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import type { Terminal } from './terminal.ts'

export const addTokenDelete = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('delete')
    .description('Deletes an access token; whoever carries it is refused from the next request on.')
    .argument('<token-id>', 'its id, as token list shows it')
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--yes', 'do not ask')
  addAdminAction(command, terminal, async (administration, [tokenId = ''], flags) => {
    const store = await chooseStore(administration, flags.store)
    await confirm(terminal, `Delete access token ${tokenId} of ${store}?`, flags.yes)
    await administration.deleteToken(store, tokenId)
    terminal.out(`Deleted ${tokenId}.\n`)
  })
}
