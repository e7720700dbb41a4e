// The compared servers, each in its own process and on its own database.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { client } from './client.mjs'
import { newPlace } from './databases.mjs'
import { folder, start } from './processes.mjs'
import { restore } from './snapshot.mjs'

const program = '../../dist/main.js'

/** The environment of our server: defaults, but only warnings are logged. */
export const ourVariables = (place) => ({
  ...place.ours,
  SCIM_JSON: 'true',
  SCIM_PORT: '0',
  SCIM_ADMIN_PORT: '0',
  SCIM_LOG_LEVEL: 'warn',
})

/** The environment and arguments that make a server profilable. */
const profilerOptions = () => {
  const data = folder()
  const file = join(data.path, 'profile')
  const preload = fileURLToPath(new URL('servers/profiled.mjs', import.meta.url))
  return { file, variables: { BENCH_PROFILE: file }, nodeArguments: ['--import', preload], data }
}

/** Starts a server program on a database. */
const startIn = async (place, path, variables, profiled) => {
  const profile = profiled ? profilerOptions() : undefined
  const { pid, ready, readErrors, stop } = await start(
    path,
    { ...variables, ...profile?.variables },
    profile?.nodeArguments,
  )
  // Without a token, one as long as our server's, so that requests have the same size.
  const scim = client(ready.scimEndpoint, ready.accessToken ?? 'x'.repeat(550))
  return {
    pid,
    postmaster: place.postmaster,
    ready,
    client: scim,
    profileFile: profile?.file,
    /** Whether events were lost since the last call, which makes the measurement invalid. */
    hasLostEvents: () => readErrors().includes('events could not be stored'),
    stop: async () => {
      scim.close()
      await stop()
      await place.remove()
      profile?.data.remove()
    },
  }
}

/** Starts our server on a new database. `server`: the URL of a PostgreSQL server, or undefined for PGlite. */
export const startOurs = async (server, { profiled = false } = {}) => {
  const place = await newPlace(server)
  const started = await startIn(place, program, ourVariables(place), profiled)
  const fill = async (contents) => {
    await restore(started.ready, contents)
    // Each create of a client that has never read users would cause a warning.
    await started.client.ask({ method: 'GET', path: '/Users?count=100', status: 200 })
    await place.settle()
  }
  return { ...started, name: 'ours', fill }
}

/** Sends a request outside the SCIM endpoint. */
const postOutsideScim = async ({ ready }, path, contents, status = 200) => {
  const other = client(new URL(ready.scimEndpoint).origin)
  const answer = await other.ask({ method: 'POST', path, body: JSON.stringify(contents), status })
  other.close()
  return answer
}

/** Starts the bare handlers on a new database. */
export const startBare = async (server, { profiled = false } = {}) => {
  const place = await newPlace(server)
  const started = await startIn(place, 'servers/bare-server.mjs', place.bare, profiled)
  const fill = async (contents) => {
    await postOutsideScim(started, '/fill', contents, 204)
    await place.settle()
  }
  const insertMembers = (each) => (connections, length) =>
    postOutsideScim(started, '/raw-members', { each, connections, ...length })
  return { ...started, name: 'bare handler', fill, insertMembers }
}

/** Starts scimmy, another SCIM server, which stores data in memory. */
export const startScimmy = async () => {
  const started = await startIn({ remove: async () => {} }, 'servers/scimmy-server.mjs', {}, false)
  const fill = (contents) => postOutsideScim(started, '/fill', contents, 204)
  return { ...started, name: 'scimmy', fill }
}
