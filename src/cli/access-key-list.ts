import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addAccessKeyList = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('list')
    .description('List the access keys of an identity store, without their secrets.')
    .addHelpText('after', examples('access-key list'))
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    const items = await administration.accessKeys.list(store)
    const rows = items.map((key) => [key.accessKeyId, key.createdAt, key.lastUsedAt ?? 'never'])
    terminal.out(
      flags.json ? jsonLine({ items }) : textTable(['ACCESS KEY', 'CREATED', 'LAST USED'], rows),
    )
  })
}
