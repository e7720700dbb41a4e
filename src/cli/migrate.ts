import type { Command } from 'commander'
import { storeOptions } from '../app/store-options.ts'
import { migrateSettings, readSettings } from '../config.ts'
import { openStore } from '../store/open-store.ts'
import { examples } from './examples.ts'
import { addSettings } from './setting-options.ts'
import type { Terminal } from './terminal.ts'

export const addMigrate = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('migrate')
    .description(
      'Migrate the database to the current schema. `serve` does the same when it starts.',
    )
    .addHelpText('after', examples('migrate --database-url postgres://scim:secret@db:5432/scim'))
  addSettings(command, migrateSettings).action(async (flags) => {
    const config = readSettings(migrateSettings, flags)
    const opened = await openStore(
      storeOptions(config, (sentence) => terminal.error(`${sentence}\n`)),
    )
    await opened.close()
    terminal.out('The database is up to date.\n')
  })
}
