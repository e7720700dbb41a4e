import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine, storeText } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addStoreShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description('Show an identity store.')
    .addHelpText('after', examples('store show', 'store show d-1234567890 --json'))
    .argument('[id]', 'identity store id (optional if there is only one)')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, [id], flags) => {
    const store = await administration.getStore(await chooseStore(administration, id))
    terminal.out(flags.json ? jsonLine(store) : storeText(store))
  })
}
