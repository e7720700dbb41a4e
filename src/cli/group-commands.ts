import type { Command } from 'commander'
import { examples } from './examples.ts'
import { addGroupAddMember } from './group-add-member.ts'
import { addGroupCreate } from './group-create.ts'
import { addGroupDelete } from './group-delete.ts'
import { addGroupList } from './group-list.ts'
import { addGroupMembers } from './group-members.ts'
import { addGroupRemoveMember } from './group-remove-member.ts'
import { addGroupShow } from './group-show.ts'
import { addGroupUpdate } from './group-update.ts'
import type { Terminal } from './terminal.ts'

/** Adds the commands for groups and their members. */
export const addGroupCommands = (program: Command, terminal: Terminal): void => {
  const group = program
    .command('group')
    .description('Manage groups and their members manually.')
    .addHelpText('after', examples('group list'))
  addGroupList(group, terminal)
  addGroupShow(group, terminal)
  addGroupCreate(group, terminal)
  addGroupUpdate(group, terminal)
  addGroupDelete(group, terminal)
  addGroupMembers(group, terminal)
  addGroupAddMember(group, terminal)
  addGroupRemoveMember(group, terminal)
}
