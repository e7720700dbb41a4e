import { Command } from 'commander'
import { version } from '../app/version.ts'
import { examples } from './examples.ts'
import { addServe } from './serve.ts'
import type { Terminal } from './terminal.ts'

/** The program with the `serve` command only: loading the other commands would delay the start of the server. */
export const createServeProgram = (terminal: Terminal): Command => {
  const program = new Command('identity-center-scim')
    .description('Run a SCIM 2.0 server that behaves like AWS IAM Identity Center, and manage it.')
    .version(version)
    .enablePositionalOptions() // an option value such as a token that begins with -V is not --version
    .exitOverride()
    .showHelpAfterError('Run with --help for usage.')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
    .addHelpText(
      'after',
      `${examples('', 'store show', 'events --failed', 'explain 3f2a9c1e')}\n\nWithout a command, the program runs serve. \`serve --help\` lists its options.`,
    )

  addServe(program, terminal)
  return program
}
