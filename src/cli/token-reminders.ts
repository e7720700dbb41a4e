import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addTokenReminders = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('reminders')
    .description('Shows the reminders of expiry that AWS would have sent by now, and would send.')
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--json', 'print them as one line of JSON')
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
