import type { Command } from 'commander'
import { groupText } from './group-text.ts'
import { administersInStore } from './in-store.ts'
import { printChanged } from './print-changed.ts'
import type { Terminal } from './terminal.ts'

export const addGroupCreate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('create')
    .description('Makes a group.')
    .argument('<name>', 'its name')
    .option('--description <text>', 'what it is for')
    .option('--json', 'print it as one line of JSON')
  administersInStore(command, terminal, async ({ directory, store }, [name = ''], flags) => {
    const { description } = flags
    const attributes = { displayName: name, ...(description !== undefined && { description }) }
    printChanged(terminal, flags, await directory.createGroup(store, attributes), groupText)
  })
}
