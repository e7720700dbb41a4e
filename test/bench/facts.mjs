// The environment that the figures of a run depend on.
import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { describeServer } from './databases.mjs'

const packages = ['fastify', 'pg', '@electric-sql/pglite', 'scimmy', 'scimmy-routers', 'express']

const versionOf = (name) => {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')).version
}

export const facts = async (server) => ({
  time: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model,
  cores: cpus().length,
  memoryMegabytes: Math.round(totalmem() / 2 ** 20),
  load: loadavg()[0], // average of the last minute: on a busy machine the figures are too low
  versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  ...(server !== undefined && { postgresql: await describeServer(server) }),
})
