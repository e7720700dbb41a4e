import type { Command } from 'commander'
import { storeSettings } from '../identity-center/settings.ts'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { examples } from './examples.ts'
import { jsonLine, textTable } from './print.ts'
import { settingValues } from './setting-values.ts'
import type { Terminal } from './terminal.ts'

export const addSettingsShow = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('show')
    .description('Show all settings, with their values in an identity store.')
    .addHelpText('after', examples('settings show', 'settings show --json'))
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--json', 'print one line of JSON with the settings that are set')
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
      .map(([name, level]) => [name, level, '', 'see `rules`'])
    terminal.out(textTable(['SETTING', 'VALUE', 'DEFAULT', 'MEANING'], [...rows, ...rules]))
  })
}
