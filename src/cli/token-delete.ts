import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import { examples } from './examples.ts'
import type { Terminal } from './terminal.ts'

export const addTokenDelete = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('delete')
    .description('Delete an access token. The next request that uses it is refused.')
    .addHelpText('after', examples('token delete 4f1c2d3e-0000-4000-8000-000000000000'))
    .argument('<token-id>', 'token id, as shown by `token list`')
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--yes', 'skip the confirmation prompt')
  addAdminAction(command, terminal, async (administration, [tokenId = ''], flags) => {
    const store = await chooseStore(administration, flags.store)
    await confirm(terminal, `Delete access token ${tokenId} of ${store}?`, flags.yes)
    await administration.deleteToken(store, tokenId)
    terminal.out(`Deleted ${tokenId}.\n`)
  })
}
