import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'
import { addUserFlags, userAttributes } from './user-attributes.ts'
import { userText } from './user-text.ts'

export const addUserCreate = (parent: Command, terminal: Terminal): void => {
  const command = addUserFlags(
    parent
      .command('create')
      .description('Makes a user, which is enabled.')
      .argument('<user-name>', 'its user name, which stays as it is'),
  )
  addDirectoryAction(command, terminal, async ({ directory, store }, [userName = ''], flags) => {
    const { givenName, familyName } = flags
    // As the console proposes it.
    const displayName = [givenName, familyName].filter((part) => part !== undefined).join(' ')
    const attributes = {
      userName,
      ...(displayName !== '' && { displayName }),
      ...userAttributes(flags),
    }
    printResource(terminal, flags, await directory.createUser(store, attributes), userText)
  })
}
