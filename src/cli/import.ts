import type { Command } from 'commander'
import type { Imported } from '../administration/import/import-request.ts'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { confirm } from './confirm.ts'
import { contentsText } from './contents-text.ts'
import { examples } from './examples.ts'
import { jsonLine, textTable } from './print.ts'
import { progressBar } from './progress.ts'
import { fileSize, readFile } from './read-file.ts'
import type { Terminal } from './terminal.ts'

/** Precedes each file in the request body (RFC 7464, section 2.1). */
const recordSeparator = Uint8Array.of(0x1e)

const text = (store: string, { warnings, repeated, ...counts }: Imported): string => {
  const rows = warnings.map(({ ruleId, path, count, first, sentence }) => [
    `${count}`,
    ruleId ?? '',
    path,
    first,
    sentence,
  ])
  const table =
    rows.length === 0 ? '' : textTable(['ROWS', 'RULE', 'ATTRIBUTE', 'FIRST', 'FINDING'], rows)
  const more =
    repeated === 0
      ? ''
      : ` ${repeated} ${repeated === 1 ? 'entry was a duplicate' : 'entries were duplicates'}.`
  return `${table}${table && '\n'}Imported ${contentsText(counts)} into ${store}.${more}\n`
}

export const addImport = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('import')
    .description(
      'Import users, groups and memberships from the output of `aws identitystore`, keeping their ids.',
    )
    .addHelpText(
      'after',
      examples(
        'import users.json groups.json memberships.json',
        'import users.json --replace --yes',
      ),
    )
    .argument(
      '<file...>',
      'output of `aws identitystore list-users`, `list-groups` and `list-group-memberships`, or of an AWS SDK; - for standard input',
    )
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--replace', 'delete all users and groups of the store first')
    .option('--yes', 'skip the confirmation prompt')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, files, flags) => {
    const store = await chooseStore(administration, flags.store)
    const sizes = await Promise.all(files.map(fileSize))
    const replace = flags.replace !== undefined
    if (replace) {
      await confirm(
        terminal,
        `Delete all users and groups of ${store} before the import?`,
        flags.yes,
      )
    }
    const bar = progressBar(
      terminal,
      sizes.reduce((total, size) => total + size, 0),
    )
    const chunks = async function* () {
      for (const file of files) {
        yield recordSeparator
        for await (const chunk of readFile(file, terminal)) {
          yield chunk
          bar.advance(chunk.length)
        }
      }
    }
    try {
      const imported = await administration.contents.import(store, chunks(), {
        replace,
        names: files,
      })
      bar.clear()
      terminal.out(
        flags.json ? jsonLine({ identityStoreId: store, ...imported }) : text(store, imported),
      )
    } finally {
      bar.clear()
    }
  })
}
