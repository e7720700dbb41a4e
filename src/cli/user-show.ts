import type { Command } from 'commander'
import { findUser } from './find-in-store.ts'
import { addDirectoryAction } from './directory-action.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'
import { userText } from './user-text.ts'

export const addUserShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description('Shows a user, and what it would carry for access control.')
    .argument('<user>', 'its id or user name')
    .option('--json', 'print it as one line of JSON')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const userId = await findUser(inStore, named)
    printResource(terminal, flags, await inStore.directory.getUser(inStore.store, userId), userText)
  })
}
