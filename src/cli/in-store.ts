import type { Command } from 'commander'
import type { Directory } from '../administration/directory/directory.ts'
import { administers, type Flags } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import type { Terminal } from './terminal.ts'

/** The users and groups of the store that is meant. */
export interface InStore {
  readonly directory: Directory
  readonly store: string
}

/** Makes a command one on users or groups: it has --store beside the flags to find the server. */
export const administersInStore = (
  command: Command,
  terminal: Terminal,
  work: (inStore: InStore, args: readonly string[], flags: Flags) => Promise<void>,
): void => {
  command.option('--store <id>', 'identity store; not needed when there is only one')
  administers(command, terminal, async (administration, args, flags) => {
    const store = await chooseStore(administration, flags.store)
    await work({ directory: administration.directory, store }, args, flags)
  })
}
