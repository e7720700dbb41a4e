import type { Command } from 'commander'
import { administers } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addTokenList = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('list')
    .description('Lists the access tokens of an identity store, without their values.')
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--json', 'print them as one line of JSON')
  administers(command, terminal, async (administration, _args, flags) => {
    const items = await administration.listTokens(await chooseStore(administration, flags.store))
    const rows = items.map((token) => [
      token.id,
      token.state,
      token.createdAt,
      token.expiresAt,
      token.lastUsedAt ?? 'never',
    ])
    terminal.out(
      flags.json
        ? jsonLine({ items })
        : textTable(['TOKEN', 'STATE', 'CREATED', 'EXPIRES', 'LAST USED'], rows),
    )
  })
}
