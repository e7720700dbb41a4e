import { rm } from 'node:fs/promises'
import { constants } from 'node:os'
import type { Command } from 'commander'
import { writePrivateFile } from '../app/data-directory.ts'
import { createLogger, logStream } from '../app/logger.ts'
import { readyBox, readyLine } from '../app/ready.ts'
import { type RunningServer, startServer } from '../app.ts'
import { readServeConfig, serveSettings } from '../config.ts'
import { examples } from './examples.ts'
import { addSettings } from './setting-options.ts'
import type { Terminal } from './terminal.ts'

const stopSignals = ['SIGTERM', 'SIGINT'] as const

/**
 * Handles SIGTERM and SIGINT. States: starting (a signal exits at once, with 128 + its number), serving (the first
 * signal resolves `stopped`), stopping (a second signal exits at once, without waiting for requests in flight).
 */
const watchSignals = () => {
  let stop: (() => void) | undefined
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  let isServing = false
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (!isServing) process.exit(128 + constants.signals[signal])
      isServing = false
      stop?.()
    })
  }
  return {
    stopped: () => {
      isServing = true
      return stopped
    },
  }
}

/** The reminders of expiring access tokens, one for each store that has any. */
const listBanners = async ({ administration }: RunningServer): Promise<readonly string[]> => {
  const banners: string[] = []
  for (const { identityStoreId } of await administration.listStores()) {
    const { banner } = await administration.getReminders(identityStoreId)
    if (banner !== null) banners.push(banner)
  }
  return banners
}

const serve = async (flags: Record<string, unknown>, terminal: Terminal): Promise<void> => {
  const config = readServeConfig(flags)
  const logger = createLogger(config.logLevel, await logStream())
  const signals = watchSignals()
  if (config.readyFile !== undefined) await rm(config.readyFile, { force: true }) // left by an earlier start

  const server = await startServer(config, {
    logger,
    notice: (sentence) => terminal.error(`${sentence}\n`),
  })
  try {
    const { ready, isFirstStart } = server
    const banners = await listBanners(server) // before the ready line: clients that wait for it then compete with nothing
    terminal.out(
      config.json ? readyLine(ready) : readyBox(ready, isFirstStart, await server.consoleLink()),
    )
    for (const banner of banners) terminal.error(`${banner}\n`)
    if (config.readyFile !== undefined) await writePrivateFile(config.readyFile, readyLine(ready))
    const failure = await Promise.race([signals.stopped(), server.ended])
    if (failure !== undefined) throw failure
    logger.info('stopping after the requests in flight have finished')
  } finally {
    await server.close()
  }
}

export const addServe = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('serve', { isDefault: true })
    .description(
      'Start the SCIM server. Its admin API, console and Identity Store API are on a private listener.',
    )
    .addHelpText(
      'after',
      examples('serve', 'serve --port 9000 --admin-port 9001', 'serve --data-dir memory: --json'),
    )
  addSettings(command, serveSettings).action((flags) => serve(flags, terminal))
}
