import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { parseJsonFlag } from './json-flag.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreSettings = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('settings')
    .description('Prints the settings of an identity store as JSON, or replaces them.')
    .argument('[id]', 'id of the identity store; not needed when there is only one')
    .option('--replace <json>', 'settings to put in the place of all that there are')
  addAdminAction(command, terminal, async (administration, [id], { replace }) => {
    const store = await chooseStore(administration, id)
    const settings =
      replace === undefined
        ? await administration.getSettings(store)
        : await administration.replaceSettings(store, parseJsonFlag('--replace', replace))
    terminal.out(jsonLine(settings))
  })
}
