import type { Command } from 'commander'
import { WrongUsage } from '../config.ts'
import { findUser } from './find-in-store.ts'
import { addDirectoryAction } from './directory-action.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'
import { addUserFlags, userAttributes } from './user-attributes.ts'
import { userText } from './user-text.ts'

export const addUserUpdate = (parent: Command, terminal: Terminal): void => {
  const command = addUserFlags(
    parent
      .command('update')
      .description('Edits a user: what is given is set, and null removes (RFC 7396).')
      .argument('<user>', 'its id or user name'),
  )
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const changes = userAttributes(flags)
    if (Object.keys(changes).length === 0) throw new WrongUsage('Say what is to be changed.')
    const userId = await findUser(inStore, named)
    const { directory, store } = inStore
    printResource(terminal, flags, await directory.updateUser(store, userId, changes), userText)
  })
}
