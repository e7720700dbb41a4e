#!/usr/bin/env node
import { run } from './cli/program.ts'
import { processTerminal } from './cli/terminal.ts'

// A reader such as `head` may close the pipe early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exitCode = await run(process.argv.slice(2), processTerminal)
// A failed PGlite may keep the process alive. This timer does not, and ends the process if it still runs.
if (process.exitCode !== 0) setTimeout(() => process.exit(), 500).unref()
