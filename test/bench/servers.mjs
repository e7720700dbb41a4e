// The servers that are compared, each a process of its own on a database of its own.
import { client } from './client.mjs'
import { newPlace } from './databases.mjs'
import { start } from './processes.mjs'
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

export const startOurs = async (server, { nodeArguments } = {}) => {
  const place = await newPlace(server)
  const { pid, ready, stop } = await start(program, ourVariables(place), nodeArguments)
  const scim = client(ready.scimEndpoint, ready.accessToken)
  return {
    pid,
    ready,
    client: scim,
    fill: async (contents) => {
      await restore(ready, contents)
      await place.settle()
    },
    stop: async () => {
      scim.close()
      await stop()
      await place.remove()
    },
  }
}

export const startBare = async (server) => {
  const place = await newPlace(server)
  const { pid, ready, stop } = await start('servers/bare-server.mjs', place.bare)
  const scim = client(ready.scimEndpoint, 'x'.repeat(550)) // as long as the server's tokens are
  return {
    pid,
    client: scim,
    fill: async (contents) => {
      const filling = client(new URL(ready.scimEndpoint).origin)
      const body = JSON.stringify(contents)
      await filling.ask({ method: 'POST', path: '/fill', body, status: 204 })
      filling.close()
      await place.settle()
    },
    stop: async () => {
      scim.close()
      await stop()
      await place.remove()
    },
  }
}
