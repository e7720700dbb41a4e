import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { clockText } from './clock-text.ts'
import { examples } from './examples.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addClockShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description("Show the server's clock and whether it can be set.")
    .addHelpText('after', examples('clock show', 'clock show --json'))
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const clock = await administration.clock.show()
    terminal.out(flags.json ? jsonLine(clock) : clockText(clock))
  })
}
