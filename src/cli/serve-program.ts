import { Command } from 'commander'
import { version } from '../app/version.ts'
import { addServe } from './serve.ts'
import type { Terminal } from './terminal.ts'

/** The program with the one command that need not wait until all others are loaded. */
export const createServeProgram = (terminal: Terminal): Command => {
  const program = new Command('identity-center-scim')
    .description('A SCIM 2.0 server that answers as AWS IAM Identity Center does.')
    .version(version)
    .enablePositionalOptions() // a token that begins with -V does not ask for the version
    .exitOverride()
    .showHelpAfterError('See --help for what there is.')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
    .addHelpText('after', '\nWithout a command, it serves: see serve --help for its options.')

  addServe(program, terminal)
  return program
}
