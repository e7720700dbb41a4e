import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import { jsonLine, storeText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreDisable = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('disable')
    .description('Disables provisioning: the endpoint is gone for good, the users are kept.')
    .argument('[id]', 'id of the identity store; not needed when there is only one')
    .option('--yes', 'do not ask')
    .option('--json', 'print the store as one line of JSON')
  addAdminAction(command, terminal, async (administration, [id], flags) => {
    const store = await chooseStore(administration, id)
    await confirm(terminal, `Give up the endpoint of ${store} for good?`, flags.yes)
    const disabled = await administration.setProvisioning(store, false)
    terminal.out(flags.json ? jsonLine(disabled) : storeText(disabled))
  })
}
