import type { Command } from 'commander'
import { findUser } from './find-in-store.ts'
import { administersInStore } from './in-store.ts'
import { printChanged } from './print-changed.ts'
import type { Terminal } from './terminal.ts'
import { userText } from './user-text.ts'

export const addUserShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description('Shows a user, and what it would carry for access control.')
    .argument('<user>', 'its id or user name')
    .option('--json', 'print it as one line of JSON')
  administersInStore(command, terminal, async (inStore, [named = ''], flags) => {
    const userId = await findUser(inStore, named)
    printChanged(terminal, flags, await inStore.directory.getUser(inStore.store, userId), userText)
  })
}
