import type { Command } from 'commander'
import { groupText } from './group-text.ts'
import { addDirectoryAction } from './directory-action.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'

export const addGroupCreate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('create')
    .description('Makes a group.')
    .argument('<name>', 'its name')
    .option('--description <text>', 'what it is for')
    .option('--json', 'print it as one line of JSON')
  addDirectoryAction(command, terminal, async ({ directory, store }, [name = ''], flags) => {
    const { description } = flags
    const attributes = { displayName: name, ...(description !== undefined && { description }) }
    printResource(terminal, flags, await directory.createGroup(store, attributes), groupText)
  })
}
