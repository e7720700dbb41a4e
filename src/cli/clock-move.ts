import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { clockText } from './clock-text.ts'
import { examples } from './examples.ts'
import { parseOffset } from './parse-offset.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addClockMove = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('move')
    .description("Set the server's clock ahead of the system clock or behind it. It keeps running.")
    .addHelpText('after', examples('clock move 300d', 'clock move 2d --behind'))
    .argument('<offset>', 'duration such as 90s, 30m, 12h, 300d or 1y')
    .option('--behind', 'set the clock back instead of ahead')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, [offset = ''], flags) => {
    const clock = await administration.clock.set({
      offsetSeconds: (flags.behind ? -1 : 1) * parseOffset(offset),
    })
    terminal.out(flags.json ? jsonLine(clock) : clockText(clock))
  })
}
