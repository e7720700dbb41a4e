// Preloaded into a server to profile it: the signal USR2 starts a profile, and the next one writes it to a file.
import { renameSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.setSamplingInterval', { interval: 500 })
let runs = false

process.on('SIGUSR2', async () => {
  runs = !runs
  if (runs) return session.post('Profiler.start')
  const { profile } = await session.post('Profiler.stop')
  const file = process.env.BENCH_PROFILE
  writeFileSync(`${file}.part`, JSON.stringify(profile))
  renameSync(`${file}.part`, file)
})
