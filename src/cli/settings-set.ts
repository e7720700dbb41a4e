import type { Command } from 'commander'
import { WrongUsage } from '../config.ts'
import { storeSettings } from '../identity-center/settings.ts'
import { administers } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { jsonLine } from './print.ts'
import { settingsPatch } from './settings-patch.ts'
import type { Terminal } from './terminal.ts'

const parseAssignment = (text: string): readonly [name: string, value: unknown] => {
  const mark = text.indexOf('=')
  if (mark < 1) {
    throw new WrongUsage(
      `A setting is set by its name and value, as in throttling=2021 or rules.put-id-matches=off, not ${JSON.stringify(text)}.`,
    )
  }
  const [name, value] = [text.slice(0, mark), text.slice(mark + 1)]
  const setting = Object.hasOwn(storeSettings, name) ? storeSettings[name] : undefined
  return [name, setting === undefined ? value : setting.kind.fromText(value)]
}

export const addSettingsSet = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('set')
    .description('Changes settings of an identity store; the others stay.')
    .argument('<name=value...>', 'as in throttling=2021 quotas.users=10 rules.put-id-matches=off')
    .option('--store <id>', 'identity store; not needed when there is only one')
  administers(command, terminal, async (administration, assignments, flags) => {
    const patch = settingsPatch(assignments.map(parseAssignment))
    const store = await chooseStore(administration, flags.store)
    terminal.out(jsonLine(await administration.changeSettings(store, patch)))
  })
}
