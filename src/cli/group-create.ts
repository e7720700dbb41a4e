import type { Command } from 'commander'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { groupText } from './group-text.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'

export const addGroupCreate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('create')
    .description('Create a group.')
    .addHelpText('after', examples('group create Engineers --description "Builds the product"'))
    .argument('<name>', 'group name')
    .option('--description <text>', 'description of the group')
    .option('--json', 'print one line of JSON')
  addDirectoryAction(command, terminal, async ({ directory, store }, [name = ''], flags) => {
    const { description } = flags
    const attributes = { displayName: name, ...(description !== undefined && { description }) }
    printResource(terminal, flags, await directory.createGroup(store, attributes), groupText)
  })
}
