#!/usr/bin/env node
import { run } from './cli/program.ts'
import { processTerminal } from './cli/terminal.ts'

// Whoever reads us may have heard enough: `… | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exitCode = await run(process.argv.slice(2), processTerminal)
// A PGlite that has failed may keep the process alive. The timer does not, and comes only to who lives on.
if (process.exitCode !== 0) setTimeout(() => process.exit(), 500).unref()
