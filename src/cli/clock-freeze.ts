import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { clockText } from './clock-text.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addClockFreeze = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('freeze')
    .description('Has the clock of a server stand still: at this moment, or at another.')
    .argument('[moment]', 'a moment as in 2026-01-31T12:00:00Z; now without it')
    .option('--json', 'print the clock as one line of JSON')
  addAdminAction(command, terminal, async (administration, [moment], flags) => {
    const frozenAt = moment ?? (await administration.clock.show()).now
    const clock = await administration.clock.set({ frozenAt })
    terminal.out(flags.json ? jsonLine(clock) : clockText(clock))
  })
}
