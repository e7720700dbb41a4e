import { rm } from 'node:fs/promises'
import { constants } from 'node:os'
import type { Command } from 'commander'
import { writePrivateFile } from '../app/data-directory.ts'
import { createLogger, logStream } from '../app/logger.ts'
import { readyBox, readyLine } from '../app/ready.ts'
import { type RunningServer, startServer } from '../app.ts'
import { readServeConfig, serveSettings } from '../config.ts'
import { addSettings } from './setting-options.ts'
import type { Terminal } from './terminal.ts'

const stopSignals = ['SIGTERM', 'SIGINT'] as const

/** The first signal stops the server in good order, once it has started; any other ends the process at once. */
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

/** What the owner of each store is to be reminded of. */
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
  if (config.readyFile !== undefined) await rm(config.readyFile, { force: true }) // of an earlier start

  const server = await startServer(config, {
    logger,
    notice: (sentence) => terminal.error(`${sentence}\n`),
  })
  try {
    const { ready, isFirstStart } = server
    const banners = await listBanners(server) // first: who has been told to come should find nobody in the way
    terminal.out(
      config.json ? readyLine(ready) : readyBox(ready, isFirstStart, await server.consoleLink()),
    )
    for (const banner of banners) terminal.error(`${banner}\n`)
    if (config.readyFile !== undefined) await writePrivateFile(config.readyFile, readyLine(ready))
    const failure = await Promise.race([signals.stopped(), server.ended])
    if (failure !== undefined) throw failure
    logger.info('stopping: requests in flight are finished first')
  } finally {
    await server.close()
  }
}

export const addServe = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('serve', { isDefault: true })
    .description('Serves SCIM, and the administration of it on a private listener.')
  addSettings(command, serveSettings).action((flags) => serve(flags, terminal))
}
