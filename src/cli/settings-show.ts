import type { Command } from 'commander'
import { storeSettings } from '../identity-center/settings.ts'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { jsonLine, textTable } from './print.ts'
import { settingValues } from './setting-values.ts'
import type { Terminal } from './terminal.ts'

export const addSettingsShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description('Shows the settings of an identity store, and what there is to set.')
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--json', 'print those that are set as one line of JSON')
  addAdminAction(command, terminal, async (administration, _args, flags) => {
    const store = await chooseStore(administration, flags.store)
    const settings = await administration.getSettings(store)
    if (flags.json) {
      terminal.out(jsonLine(settings))
      return
    }
    const values = settingValues(settings)
    const rows = Object.entries(storeSettings).map(([name, setting]) => [
      name,
      values.get(name) ?? '',
      setting.default,
      setting.meaning,
    ])
    const rules = [...values]
      .filter(([name]) => name.startsWith('rules.'))
      .map(([name, level]) => [name, level, '', 'see the command rules'])
    terminal.out(textTable(['SETTING', 'VALUE', 'DEFAULT', 'MEANING'], [...rows, ...rules]))
  })
}
