import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findUser } from './find-in-store.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'
import { userText } from './user-text.ts'

export const addUserShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description('Show a user and its attributes for access control.')
    .addHelpText('after', examples('user show ada@example.com'))
    .argument('<user>', 'user id or user name')
    .option('--json', 'print one line of JSON')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const userId = await findUser(inStore, named)
    printResource(terminal, flags, await inStore.directory.getUser(inStore.store, userId), userText)
  })
}
