import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { clockText } from './clock-text.ts'
import { examples } from './examples.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addClockFreeze = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('freeze')
    .description("Freeze the server's clock at the current time or at a given time.")
    .addHelpText('after', examples('clock freeze', 'clock freeze 2026-01-31T12:00:00Z'))
    .argument('[moment]', 'time in RFC 3339 form, such as 2026-01-31T12:00:00Z (default: now)')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, [moment], flags) => {
    const frozenAt = moment ?? (await administration.clock.show()).now
    const clock = await administration.clock.set({ frozenAt })
    terminal.out(flags.json ? jsonLine(clock) : clockText(clock))
  })
}
