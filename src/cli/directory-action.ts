import type { Command } from 'commander'
import type { Directory } from '../administration/directory/directory.ts'
import { addAdminAction, type Flags } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import type { Terminal } from './terminal.ts'

/** The users and groups of the chosen identity store. */
export interface StoreDirectory {
  readonly directory: Directory
  readonly store: string
}

/** Gives a command for users or groups its action, `--store`, and the options that locate the server. */
export const addDirectoryAction = (
  command: Command,
  terminal: Terminal,
  work: (inStore: StoreDirectory, args: readonly string[], flags: Flags) => Promise<void>,
): void => {
  command.option('--store <id>', 'identity store id (optional if there is only one)')
  addAdminAction(command, terminal, async (administration, args, flags) => {
    const store = await chooseStore(administration, flags.store)
    await work({ directory: administration.directory, store }, args, flags)
  })
}
