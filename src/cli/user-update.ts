import type { Command } from 'commander'
import { WrongUsage } from '../config.ts'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findUser } from './find-in-store.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'
import { addUserFlags, userAttributes } from './user-attributes.ts'
import { userText } from './user-text.ts'

export const addUserUpdate = (parent: Command, terminal: Terminal): void => {
  const command = addUserFlags(
    parent
      .command('update')
      .description('Change attributes of a user. Attributes set to null are removed (RFC 7396).')
      .addHelpText(
        'after',
        examples(
          'user update ada@example.com --email ada@example.org',
          `user update ada@example.com --attributes '{"title":null}'`,
        ),
      )
      .argument('<user>', 'user id or user name'),
  )
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const changes = userAttributes(flags)
    if (Object.keys(changes).length === 0)
      throw new WrongUsage('Nothing to change. Pass at least one attribute, such as --email.')
    const userId = await findUser(inStore, named)
    const { directory, store } = inStore
    printResource(terminal, flags, await directory.updateUser(store, userId, changes), userText)
  })
}
