import { readFileSync } from 'node:fs'
import type { Ready } from '../../src/app/ready.ts'
import { adminOf } from './administering.ts'
import type { Visitor } from './console.ts'
import { command } from './fake-terminal.ts'

/** A text that a server, or a command, gives to somebody, and where. */
export interface Told {
  readonly where: string
  readonly text: string
}

type Server = Pick<Ready, 'adminUrl' | 'adminToken'> & { readonly identityStoreId: string }

const commands = (store: string, requestId: string): readonly (readonly string[])[] => [
  ['store', 'list'],
  ['store', 'show', store],
  ['token', 'list', store],
  ['token', 'reminders', store],
  ['access-key', 'list', store],
  ['settings', 'show', '--store', store],
  ['events', '--limit', '1000'],
  ['events', '--limit', '1000', '--json'],
  ['events', '--limit', '1000', '--format', 'cloudtrail'],
  ['explain', requestId],
  ['explain', requestId, '--json'],
  ['user', 'list', '--store', store],
  ['user', 'list', '--store', store, '--json'],
  ['group', 'list', '--store', store],
  ['snapshot', 'save', '-', '--store', store],
]

/** What the commands say, run one after the other in this process. */
export const toldByCommands = async (
  { adminUrl, adminToken, identityStoreId }: Server,
  requestId: string,
): Promise<readonly Told[]> => {
  const told: Told[] = []
  const flags = ['--admin-url', adminUrl, '--admin-token', adminToken ?? '']
  for (const args of commands(identityStoreId, requestId)) {
    const { out, error } = await command([...args, ...flags])
    told.push({ where: args.join(' '), text: out + error })
  }
  return told
}

/** What the private listener says of a store, with the admin token: events in every form, metrics, and a snapshot. */
export const toldByPrivateListener = async (server: Server): Promise<readonly Told[]> => {
  const { adminUrl, adminToken, identityStoreId } = server
  const paths = [
    '/api/v1/events?format=ndjson',
    '/api/v1/events?format=cloudtrail&limit=200',
    `/api/v1/identity-stores/${identityStoreId}`,
    `/api/v1/identity-stores/${identityStoreId}/tokens`,
    `/api/v1/identity-stores/${identityStoreId}/access-keys`,
    `/api/v1/identity-stores/${identityStoreId}/snapshot`,
    '/metrics',
    '/healthz',
    '/readyz',
  ]
  const headers = { authorization: `Bearer ${adminToken}` }
  return Promise.all(
    paths.map(async (where) => {
      const response = await fetch(adminUrl + where, { headers })
      return { where, text: await response.text() }
    }),
  )
}

/** What the pages of the console show, with those of the newest events. */
export const toldByConsole = async (server: Server, visitor: Visitor): Promise<readonly Told[]> => {
  const { identityStoreId } = server
  const { items } = (await adminOf(server)('/events?limit=200')).json
  const ids = items.map(({ requestId }: { requestId: string }) => requestId)
  const store = `/stores/${identityStoreId}`
  const below = ['', '/provisioning', '/access-keys', '/events', '/users', '/groups', '/settings']
  const paths = [
    '/stores',
    '/rules',
    '/events',
    ...[...below, '/snapshot'].map((path) => store + path),
    ...ids.map((id: string) => `/events/${id}`),
  ]
  const told: Told[] = []
  for (const path of paths) told.push({ where: path, text: (await visitor.get(path)).text })
  return told
}

/** What anybody on the machine sees of a process. */
export const toldByProcess = (pid: number): readonly Told[] =>
  ['cmdline', 'comm'].map((where) => ({
    where,
    text: readFileSync(`/proc/${pid}/${where}`, 'utf8'),
  }))
