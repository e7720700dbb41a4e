// The servers that are compared, each a process of its own on a database of its own.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { client } from './client.mjs'
import { newPlace } from './databases.mjs'
import { folder, start } from './processes.mjs'
import { restore } from './snapshot.mjs'

const program = '../../dist/main.js'

/** How ours is started: as anybody would who wants to be told of troubles only. */
export const ourVariables = (place) => ({
  ...place.ours,
  SCIM_JSON: 'true',
  SCIM_PORT: '0',
  SCIM_ADMIN_PORT: '0',
  SCIM_LOG_LEVEL: 'warn',
})

/** Starts a server so that it can be profiled. */
const profiling = () => {
  const data = folder()
  const file = join(data.path, 'profile')
  const preload = fileURLToPath(new URL('servers/profiled.mjs', import.meta.url))
  return { file, variables: { BENCH_PROFILE: file }, nodeArguments: ['--import', preload], data }
}

/** Starts a program in a new place; what it is then, and how it ends. */
const startIn = async (place, path, variables, profiled) => {
  const profile = profiled ? profiling() : undefined
  const { pid, ready, complaints, stop } = await start(
    path,
    { ...variables, ...profile?.variables },
    profile?.nodeArguments,
  )
  // As long a token as the server's own, where none is asked for.
  const scim = client(ready.scimEndpoint, ready.accessToken ?? 'x'.repeat(550))
  return {
    pid,
    postmaster: place.postmaster,
    ready,
    client: scim,
    profileFile: profile?.file,
    /** Whether events were lost since this was last asked: what was measured meanwhile does not count. */
    hasLostEvents: () => complaints().includes('events could not be kept'),
    stop: async () => {
      scim.close()
      await stop()
      await place.remove()
      profile?.data.remove()
    },
  }
}

/** Ours, on a new database: `server` is the URL of a PostgreSQL, or undefined for PGlite. */
export const startOurs = async (server, { profiled = false } = {}) => {
  const place = await newPlace(server)
  const started = await startIn(place, program, ourVariables(place), profiled)
  const fill = async (contents) => {
    await restore(started.ready, contents)
    // As who knows what is there: each create of a client that has never looked leaves a warning.
    await started.client.ask({ method: 'GET', path: '/Users?count=100', status: 200 })
    await place.settle()
  }
  return { ...started, name: 'ours', fill }
}

/** Asks for something that is no SCIM. */
const aside = async ({ ready }, path, contents, status = 200) => {
  const other = client(new URL(ready.scimEndpoint).origin)
  const answer = await other.ask({ method: 'POST', path, body: JSON.stringify(contents), status })
  other.close()
  return answer
}

/** The bare handlers, likewise. */
export const startBare = async (server, { profiled = false } = {}) => {
  const place = await newPlace(server)
  const started = await startIn(place, 'servers/bare-server.mjs', place.bare, profiled)
  const fill = async (contents) => {
    await aside(started, '/fill', contents, 204)
    await place.settle()
  }
  const insertMembers = (each) => (connections, length) =>
    aside(started, '/raw-members', { each, connections, ...length })
  return { ...started, name: 'bare handler', fill, insertMembers }
}

/** Another SCIM server, which keeps everything in memory. */
export const startScimmy = async () => {
  const started = await startIn({ remove: async () => {} }, 'servers/scimmy-server.mjs', {}, false)
  const fill = (contents) => aside(started, '/fill', contents, 204)
  return { ...started, name: 'scimmy', fill }
}
