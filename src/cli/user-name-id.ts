import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { NegativeResult } from './negative-result.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addUserNameId = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('name-id')
    .description(
      'Check whether a SAML assertion with this nameID would sign a user in, and explain why not. Exits with 1 if not.',
    )
    .addHelpText('after', examples('user name-id ada@example.com'))
    .argument('<name-id>', 'nameID as the identity provider sends it')
    .option('--json', 'print one line of JSON')
  addDirectoryAction(command, terminal, async ({ directory, store }, [nameId = ''], flags) => {
    const answer = await directory.checkNameId(store, nameId)
    const whom = answer.user === null ? '' : ` (user ${answer.user.userId})`
    terminal.out(flags.json ? jsonLine(answer) : `${answer.reason}${whom}\n`)
    if (!answer.found) throw new NegativeResult()
  })
}
