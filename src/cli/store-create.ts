import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { examples } from './examples.ts'
import { parseJsonFlag } from './json-flag.ts'
import { jsonLine, provisionedText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreCreate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('create')
    .description('Create an identity store with a SCIM endpoint and an access token.')
    .addHelpText(
      'after',
      examples('store create', `store create --settings '{"throttling":true}' --json`),
    )
    .option('--settings <json>', 'settings of the store as a JSON object')
    .option('--no-provisioning', 'create no endpoint and no token until `store enable`')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const created = await administration.createStore({
      settings: parseJsonFlag('--settings', flags.settings ?? '{}'),
      provisioning: flags.provisioning ?? true,
    })
    terminal.out(flags.json ? jsonLine(created) : provisionedText(created))
  })
}
