import type { Command } from 'commander'
import { WrongUsage } from '../config.ts'
import { findGroup } from './find-in-store.ts'
import { groupText } from './group-text.ts'
import { addDirectoryAction } from './directory-action.ts'
import { printResource } from './print-resource.ts'
import type { Terminal } from './terminal.ts'

export const addGroupUpdate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('update')
    .description('Edits the name or description of a group.')
    .argument('<group>', 'its id or name')
    .option('--name <name>', 'its new name')
    .option('--description <text>', 'its new description; an empty one removes it')
    .option('--json', 'print it as one line of JSON')
  addDirectoryAction(command, terminal, async (inStore, [named = ''], flags) => {
    const { name, description } = flags
    const changes = {
      ...(name !== undefined && { displayName: name }),
      ...(description !== undefined && { description: description === '' ? null : description }),
    }
    if (Object.keys(changes).length === 0) throw new WrongUsage('Say what is to be changed.')
    const { directory, store } = inStore
    const groupId = await findGroup(inStore, named)
    printResource(terminal, flags, await directory.updateGroup(store, groupId, changes), groupText)
  })
}
