import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine } from './print.ts'
import { requireSettingName } from './require-setting-name.ts'
import { settingsPatch } from './settings-patch.ts'
import type { Terminal } from './terminal.ts'

export const addSettingsUnset = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('unset')
    .description('Reset settings of an identity store to their defaults. Other settings are kept.')
    .addHelpText('after', examples('settings unset throttling', 'settings unset rules'))
    .argument(
      '<name...>',
      'settings to reset, such as throttling or rules.put-id-matches; rules resets all rules',
    )
    .option('--store <id>', 'identity store id (optional if there is only one)')
  addAdminAction(command, terminal, async (administration, names, flags) => {
    for (const name of names) requireSettingName(name)
    const store = await chooseStore(administration, flags.store)
    const patch = settingsPatch(names.map((name) => [name, null]))
    terminal.out(jsonLine(await administration.changeSettings(store, patch)))
  })
}
