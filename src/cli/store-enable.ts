import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine, provisionedText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreEnable = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('enable')
    .description(
      'Enable provisioning: create a new SCIM endpoint and access token and keep the users.',
    )
    .addHelpText('after', examples('store enable d-1234567890'))
    .argument('[id]', 'identity store id (optional if there is only one)')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, [id], flags) => {
    const store = await chooseStore(administration, id)
    const enabled = await administration.setProvisioning(store, true)
    if (enabled.token === undefined) {
      terminal.error('Provisioning is already enabled. Nothing was changed.\n')
    }
    terminal.out(flags.json ? jsonLine(enabled) : provisionedText(enabled))
  })
}
