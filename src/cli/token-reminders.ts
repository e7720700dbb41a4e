import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addTokenReminders = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('reminders')
    .description('Show the expiry reminders that AWS would have sent so far and would send later.')
    .addHelpText('after', examples('token reminders'))
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    const view = await administration.getReminders(store)
    if (view.banner !== null) terminal.error(`${view.banner}\n`)
    const rows = view.items.flatMap(({ tokenId, reminders }) =>
      reminders.map(({ at, daysLeft, sent }) => [
        tokenId,
        at,
        String(daysLeft),
        sent ? 'yes' : 'no',
      ]),
    )
    terminal.out(
      flags.json ? jsonLine(view) : textTable(['TOKEN', 'TIME', 'DAYS LEFT', 'SENT'], rows),
    )
  })
}
