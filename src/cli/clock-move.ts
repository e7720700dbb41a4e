import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { clockText } from './clock-text.ts'
import { parseOffset } from './parse-offset.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addClockMove = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('move')
    .description("Has the clock of a server run ahead of the machine's, or behind it.")
    .argument('<offset>', 'how far: 90s, 30m, 12h, 300d, 1y')
    .option('--behind', 'behind the machine instead of ahead')
    .option('--json', 'print the clock as one line of JSON')
  addAdminAction(command, terminal, async (administration, [offset = ''], flags) => {
    const clock = await administration.clock.set({
      offsetSeconds: (flags.behind ? -1 : 1) * parseOffset(offset),
    })
    terminal.out(flags.json ? jsonLine(clock) : clockText(clock))
  })
}
