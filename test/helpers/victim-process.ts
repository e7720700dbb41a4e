import { createLogger } from '../../src/app/logger.ts'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import type { Timeouts } from '../../src/http/shared/timeouts.ts'

// A server in a process of its own, which is asked in vain for too much. Prints where it is; each line that it is then
// sent has it collect its garbage, and print what it still holds: bytes of its heap, and of what stands beside it.
const [flags = '{}', timeouts = 'null'] = process.argv.slice(2)
const given: Timeouts | null = JSON.parse(timeouts)

const server = await startServer(readServeConfig(JSON.parse(flags), {}), {
  logger: createLogger('warn'),
  notice: () => {},
  ...(given && { timeouts: given }),
})
console.log(JSON.stringify(server.ready))

const collect = (): void => {
  for (let n = 0; n < 3; n += 1) globalThis.gc?.()
}
process.stdin.on('data', () => {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  console.log(JSON.stringify({ heapUsed, external }))
})
process.stdin.on('end', () => {
  void server.close().then(() => process.exit(0))
})
