import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { examples } from './examples.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreList = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('list')
    .description('List the identity stores.')
    .addHelpText('after', examples('store list'))
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const items = await administration.listStores()
    const rows = items.map((store) => [
      store.identityStoreId,
      store.provisioningEnabled ? 'enabled' : 'disabled',
      store.tenantId ?? '-',
      store.createdAt,
    ])
    terminal.out(
      flags.json
        ? jsonLine({ items })
        : textTable(['IDENTITY STORE', 'PROVISIONING', 'TENANT ID', 'CREATED'], rows),
    )
  })
}
