import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import { examples } from './examples.ts'
import { jsonLine, storeText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreDisable = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('disable')
    .description('Disable provisioning: delete the SCIM endpoint permanently and keep the users.')
    .addHelpText('after', examples('store disable d-1234567890'))
    .argument('[id]', 'identity store id (optional if there is only one)')
    .option('--yes', 'skip the confirmation prompt')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, [id], flags) => {
    const store = await chooseStore(administration, id)
    await confirm(terminal, `Delete the SCIM endpoint of ${store} permanently?`, flags.yes)
    const disabled = await administration.setProvisioning(store, false)
    terminal.out(flags.json ? jsonLine(disabled) : storeText(disabled))
  })
}
