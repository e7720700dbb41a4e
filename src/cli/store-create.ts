import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { parseJsonFlag } from './json-flag.ts'
import { jsonLine, provisionedText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreCreate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('create')
    .description('Makes an identity store, with an endpoint and an access token.')
    .option('--settings <json>', 'its settings, as a JSON object')
    .option('--no-provisioning', 'without endpoint and token, until store enable')
    .option('--json', 'print the store as one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const created = await administration.createStore({
      settings: parseJsonFlag('--settings', flags.settings ?? '{}'),
      provisioning: flags.provisioning ?? true,
    })
    terminal.out(flags.json ? jsonLine(created) : provisionedText(created))
  })
}
