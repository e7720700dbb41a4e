import type { Command } from 'commander'
import { administers } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { jsonLine } from './print.ts'
import { requireSettingName } from './require-setting-name.ts'
import { settingsPatch } from './settings-patch.ts'
import type { Terminal } from './terminal.ts'

export const addSettingsUnset = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('unset')
    .description('Puts settings of an identity store back to their defaults; the others stay.')
    .argument('<name...>', 'as in throttling, rules.put-id-matches, or rules for all rules')
    .option('--store <id>', 'identity store; not needed when there is only one')
  administers(command, terminal, async (administration, names, flags) => {
    for (const name of names) requireSettingName(name)
    const store = await chooseStore(administration, flags.store)
    const patch = settingsPatch(names.map((name) => [name, null]))
    terminal.out(jsonLine(await administration.changeSettings(store, patch)))
  })
}
