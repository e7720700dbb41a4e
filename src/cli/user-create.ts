import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'
import { addUserFlags, userAttributes } from './user-attributes.ts'
import { userText } from './user-text.ts'

export const addUserCreate = (parent: Command, terminal: Terminal): void => {
  const command = addUserFlags(
    parent
      .command('create')
      .description('Create an enabled user.')
      .addHelpText(
        'after',
        examples(
          'user create ada@example.com --given-name Ada --family-name Lovelace --email ada@example.com',
        ),
      )
      .argument('<user-name>', 'user name; it cannot be changed later'),
  )
  addDirectoryAction(command, terminal, async ({ directory, store }, [userName = ''], flags) => {
    const { givenName, familyName } = flags
    // The same default that the AWS console proposes.
    const displayName = [givenName, familyName].filter((part) => part !== undefined).join(' ')
    const attributes = {
      userName,
      ...(displayName !== '' && { displayName }),
      ...userAttributes(flags),
    }
    printResource(terminal, flags, await directory.createUser(store, attributes), userText)
  })
}
