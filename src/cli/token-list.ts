import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addTokenList = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('list')
    .description('List the access tokens of an identity store, without their values.')
    .addHelpText('after', examples('token list'))
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    const items = await administration.listTokens(store)
    const rows = items.map((token) => [
      token.id,
      token.state,
      String(token.daysLeft),
      token.createdAt,
      token.expiresAt,
      token.lastUsedAt ?? 'never',
    ])
    const { banner } = await administration.getReminders(store)
    if (banner !== null) terminal.error(`${banner}\n`)
    terminal.out(
      flags.json
        ? jsonLine({ items })
        : textTable(['TOKEN', 'STATE', 'DAYS LEFT', 'CREATED', 'EXPIRES', 'LAST USED'], rows),
    )
  })
}
