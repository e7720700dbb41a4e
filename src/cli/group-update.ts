import type { Command } from 'commander'
import { WrongUsage } from '../config.ts'
import { addDirectoryAction } from './directory-action.ts'
import { examples } from './examples.ts'
import { findGroup } from './find-in-store.ts'
import { groupText } from './group-text.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'

export const addGroupUpdate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('update')
    .description('Change the name or description of a group.')
    .addHelpText('after', examples('group update Engineers --name Builders'))
    .argument('<group>', 'group id or name')
    .option('--name <name>', 'new name')
    .option('--description <text>', 'new description; an empty value removes it')
    .option('--json', 'print one line of JSON')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const { name, description } = flags
    const changes = {
      ...(name !== undefined && { displayName: name }),
      ...(description !== undefined && { description: description === '' ? null : description }),
    }
    if (Object.keys(changes).length === 0)
      throw new WrongUsage('Nothing to change. Pass --name or --description.')
    const { directory, store } = inStore
    const groupId = await findGroup(inStore, named)
    printResource(terminal, flags, await directory.updateGroup(store, groupId, changes), groupText)
  })
}
