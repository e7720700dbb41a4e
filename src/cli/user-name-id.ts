import type { Command } from 'commander'
import { NegativeResult } from './negative-result.ts'
import { addDirectoryAction } from './directory-action.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addUserNameId = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('name-id')
    .description('Says whether a SAML assertion with a nameID would let somebody in, and why not.')
    .argument('<name-id>', 'the nameID, as the identity provider sends it')
    .option('--json', 'print the answer as one line of JSON')
  addDirectoryAction(command, terminal, async ({ directory, store }, [nameId = ''], flags) => {
    const answer = await directory.askNameId(store, nameId)
    const whom = answer.user === null ? '' : ` (user ${answer.user.userId})`
    terminal.out(flags.json ? jsonLine(answer) : `${answer.reason}${whom}\n`)
    if (!answer.found) throw new NegativeResult()
  })
}
