import type { Command } from 'commander'
import type { Spooled } from '../administration/files/spool.ts'
import { WrongUsage } from '../config.ts'
import type { ContentCounts } from '../store/content-types.ts'
import { administers } from './administer.ts'
import { chooseStore } from './choose-store.ts'
import { contentsText } from './contents-text.ts'
import { jsonLine } from './print.ts'
import { progressBar } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { writeWhole } from './write-whole.ts'

const lineFeed = 0x0a

/** The bytes of a snapshot as they are; and what its first line counts, once that has gone by. */
const counting = (file: Spooled, advance: (by: number) => void) => {
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
    .description('Saves settings, users, groups and memberships of an identity store in a file.')
    .argument('<file>', 'the file, which is overwritten; - prints it')
    .option('--store <id>', 'identity store; not needed when there is only one')
    .option('--json', 'print what was saved as one line of JSON')
  administers(command, terminal, async (administration, [path = '-'], flags) => {
    if (path === '-' && flags.json) {
      throw new WrongUsage('The snapshot itself is printed: give a file, or leave --json out.')
    }
    const store = await chooseStore(administration, flags.store)
    const file = await administration.contents.snapshot(store)
    const bar = progressBar(terminal, file.bytes)
    try {
      const { read, counts } = counting(file, bar.advance)
      if (path === '-') return await terminal.write(read())
      await writeWhole(path, read())
      bar.clear()
      const saved = { identityStoreId: store, file: path, bytes: file.bytes, ...counts() }
      const text = `Saved ${contentsText(saved)} of ${store} in ${path}.\n`
      terminal.out(flags.json ? jsonLine(saved) : text)
    } finally {
      bar.clear()
      await file.discard()
    }
  })
}
