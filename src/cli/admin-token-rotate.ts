import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { confirm } from './confirm.ts'
import { examples } from './examples.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addAdminTokenRotate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('rotate')
    .description('Replace the admin token with a new one and print it.')
    .addHelpText('after', examples('admin-token rotate', 'admin-token rotate --yes --json'))
    .option('--yes', 'skip the confirmation prompt')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const question =
      'The current admin token will stop working and all console sessions will end. Continue?'
    await confirm(terminal, question, flags.yes)
    const adminToken = await administration.rotateAdminToken()
    terminal.out(flags.json ? jsonLine({ adminToken }) : `${adminToken}\n`)
  })
}
