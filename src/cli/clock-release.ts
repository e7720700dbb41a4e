import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { clockText } from './clock-text.ts'
import { examples } from './examples.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addClockRelease = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('release')
    .description("Set the server's clock to the system clock again.")
    .addHelpText('after', examples('clock release'))
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const clock = await administration.clock.set({})
    terminal.out(flags.json ? jsonLine(clock) : clockText(clock))
  })
}
