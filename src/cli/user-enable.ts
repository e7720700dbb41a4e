import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findUser } from './find-in-store.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'
import { userText } from './user-text.ts'

export const addUserEnable = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('enable')
    .description('Enable a user, so that it can sign in and be changed.')
    .addHelpText('after', examples('user enable ada@example.com'))
    .argument('<user>', 'user id or user name')
    .option('--json', 'print one line of JSON')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const userId = await findUser(inStore, named)
    const user = await inStore.directory.updateUser(inStore.store, userId, { active: true })
    printResource(terminal, flags, user, userText)
  })
}
