import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { parseJsonFlag } from './json-flag.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreSettings = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('settings')
    .description('Print the settings of an identity store as JSON, or replace them.')
    .addHelpText(
      'after',
      examples('store settings', `store settings --replace '{"throttling":true}'`),
    )
    .argument('[id]', 'identity store id (optional if there is only one)')
    .option(
      '--replace <json>',
      'new settings as a JSON object; settings that it omits get their defaults',
    )
  addAdminAction(command, terminal, async (administration, [id], { replace }) => {
    const store = await chooseStore(administration, id)
    const settings =
      replace === undefined
        ? await administration.getSettings(store)
        : await administration.replaceSettings(store, parseJsonFlag('--replace', replace))
    terminal.out(jsonLine(settings))
  })
}
