import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import { contentsText } from './contents-text.ts'
import { examples } from './examples.ts'
import { jsonLine } from './print.ts'
import { progressBar } from './progress.ts'
import { fileSize, readFile } from './read-file.ts'
import type { Terminal } from './terminal.ts'

export const addSnapshotRestore = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('restore')
    .description(
      'Replace the settings, users, groups and memberships of an identity store with those of a snapshot.',
    )
    .addHelpText(
      'after',
      examples('snapshot restore store.ndjson', 'snapshot restore store.ndjson --yes'),
    )
    .argument('<file>', 'snapshot file; - for standard input')
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--yes', 'skip the confirmation prompt')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, [path = '-'], flags) => {
    const store = await chooseStore(administration, flags.store)
    const bytes = await fileSize(path)
    const question = `Replace all users, groups and settings of ${store} with those of ${path}?`
    await confirm(terminal, question, flags.yes)
    const bar = progressBar(terminal, bytes)
    const chunks = async function* () {
      for await (const chunk of readFile(path, terminal)) {
        yield chunk
        bar.advance(chunk.length)
      }
    }
    try {
      const restored = await administration.contents.restore(store, chunks())
      bar.clear()
      const text = `Restored ${contentsText(restored)} into ${store}.\n`
      terminal.out(flags.json ? jsonLine({ identityStoreId: store, ...restored }) : text)
    } finally {
      bar.clear()
    }
  })
}
