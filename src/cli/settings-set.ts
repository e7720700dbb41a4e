import type { Command } from 'commander'
import { WrongUsage } from '../config.ts'
import { storeSettings } from '../identity-center/settings.ts'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine } from './print.ts'
import { settingsPatch } from './settings-patch.ts'
import type { Terminal } from './terminal.ts'

const parseAssignment = (text: string): readonly [name: string, value: unknown] => {
  const mark = text.indexOf('=')
  if (mark < 1) {
    throw new WrongUsage(
      `${JSON.stringify(text)} is not a setting. Pass name=value, such as throttling=2021 or rules.put-id-matches=off.`,
    )
  }
  const [name, value] = [text.slice(0, mark), text.slice(mark + 1)]
  const setting = Object.hasOwn(storeSettings, name) ? storeSettings[name] : undefined
  return [name, setting === undefined ? value : setting.kind.fromText(value)]
}

export const addSettingsSet = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('set')
    .description('Change settings of an identity store. Other settings are kept.')
    .addHelpText(
      'after',
      examples(
        'settings set throttling=2021 quotas.users=10',
        'settings set rules.put-id-matches=off',
      ),
    )
    .argument(
      '<name=value...>',
      'settings to change, such as throttling=2021 or rules.put-id-matches=off',
    )
    .option('--store <id>', 'identity store id (optional if there is only one)')
  addAdminAction(command, terminal, async (administration, assignments, flags) => {
    const patch = settingsPatch(assignments.map(parseAssignment))
    const store = await chooseStore(administration, flags.store)
    terminal.out(jsonLine(await administration.changeSettings(store, patch)))
  })
}
