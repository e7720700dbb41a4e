import type { Command } from 'commander'
import type { Spooled } from '../administration/files/spool.ts'
import { WrongUsage } from '../config.ts'
import type { ContentCounts } from '../store/content-types.ts'
import { addAdminAction } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { contentsText } from './contents-text.ts'
import { examples } from './examples.ts'
import { jsonLine } from './print.ts'
import { progressBar } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { writeFileAtomically } from './write-file-atomically.ts'

const lineFeed = 0x0a

/**
 * Passes a snapshot on unchanged and reads the counts from its first line. `counts` is valid after `read` has ended.
 */
const countWhileReading = (file: Spooled, advance: (by: number) => void) => {
  const head: Uint8Array[] = []
  let isPast = false
  const read = async function* () {
    for await (const chunk of file.read()) {
      if (!isPast) head.push(chunk)
      isPast ||= chunk.includes(lineFeed)
      yield chunk
      advance(chunk.length)
    }
  }
  const counts = (): ContentCounts => {
    const [header = ''] = Buffer.concat(head).toString().split('\n', 1)
    return JSON.parse(header).counts
  }
  return { read, counts }
}

export const addSnapshotSave = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('save')
    .description('Save the settings, users, groups and memberships of an identity store to a file.')
    .addHelpText(
      'after',
      examples('snapshot save store.ndjson', 'snapshot save - | gzip > store.ndjson.gz'),
    )
    .argument('<file>', 'file to write, overwritten if it exists; - for standard output')
    .option('--store <id>', 'identity store id (optional if there is only one)')
    .option('--json', 'print one line of JSON')
  addAdminAction(command, terminal, async (administration, [path = '-'], flags) => {
    if (path === '-' && flags.json) {
      throw new WrongUsage(
        '--json cannot be used when the snapshot is written to standard output. Pass a file name or omit --json.',
      )
    }
    const store = await chooseStore(administration, flags.store)
    const file = await administration.contents.snapshot(store)
    const bar = progressBar(terminal, file.bytes)
    try {
      const { read, counts } = countWhileReading(file, bar.advance)
      if (path === '-') return await terminal.write(read())
      await writeFileAtomically(path, read())
      bar.clear()
      const saved = { identityStoreId: store, file: path, bytes: file.bytes, ...counts() }
      const text = `Saved ${contentsText(saved)} of ${store} to ${path}.\n`
      terminal.out(flags.json ? jsonLine(saved) : text)
    } finally {
      bar.clear()
      await file.discard()
    }
  })
}
