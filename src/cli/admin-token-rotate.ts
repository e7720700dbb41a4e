import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { confirm } from './confirm.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addAdminTokenRotate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('rotate')
    .description('Puts a new admin token in the place of the one that holds, and shows it.')
    .option('--yes', 'do not ask')
    .option('--json', 'print it as one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const question =
      'Whoever has the present admin token, or is signed in to the console, is shut out. Go on?'
    await confirm(terminal, question, flags.yes)
    const adminToken = await administration.rotateAdminToken()
    terminal.out(flags.json ? jsonLine({ adminToken }) : `${adminToken}\n`)
  })
}
