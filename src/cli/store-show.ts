import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { jsonLine, storeText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description('Shows an identity store.')
    .argument('[id]', 'its id; not needed when there is only one')
    .option('--json', 'print it as one line of JSON')
  addAdminAction(command, terminal, async (administration, [id], flags) => {
    const store = await administration.getStore(await chooseStore(administration, id))
    terminal.out(flags.json ? jsonLine(store) : storeText(store))
  })
}
