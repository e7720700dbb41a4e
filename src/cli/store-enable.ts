import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { jsonLine, provisionedText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreEnable = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('enable')
    .description('Enables provisioning: a new endpoint and token, the users kept.')
    .argument('[id]', 'id of the identity store; not needed when there is only one')
    .option('--json', 'print the store as one line of JSON')
  addAdminAction(command, terminal, async (administration, [id], flags) => {
    const store = await chooseStore(administration, id)
    const enabled = await administration.setProvisioning(store, true)
    if (enabled.token === undefined) {
      terminal.error('Provisioning was enabled already; nothing was changed.\n')
    }
    terminal.out(flags.json ? jsonLine(enabled) : provisionedText(enabled))
  })
}
