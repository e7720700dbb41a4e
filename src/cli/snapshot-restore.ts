import type { Command } from 'commander'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import { contentsText } from './contents-text.ts'
import { jsonLine } from './print.ts'
import { progressBar } from './progress.ts'
import { fileSize, readFile } from './read-file.ts'
import type { Terminal } from './terminal.ts'

export const addSnapshotRestore = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('restore')
    .description(
      'Replaces settings, users, groups and memberships of an identity store by those of a snapshot.',
    )
    .argument('<file>', 'what snapshot save wrote; - reads standard input')
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--yes', 'do not ask')
    .option('--json', 'print how much was restored as one line of JSON')
  addAdminAction(command, terminal, async (administration, [path = '-'], flags) => {
    const store = await chooseStore(administration, flags.store)
    const bytes = await fileSize(path)
    const question = `Replace all users and groups of ${store}, and its settings, by those of ${path}?`
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
