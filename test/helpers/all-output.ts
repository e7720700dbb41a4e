import { readFileSync } from 'node:fs'
import type { Ready } from '../../src/app/ready.ts'
import { adminOf } from './administering.ts'
import type { Visitor } from './console.ts'
import { command } from './fake-terminal.ts'

/** A text that a server or a command outputs, and where. */
export interface Output {
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

/** The output of the commands, run in this process one after another. */
export const readCommands = async (
  { adminUrl, adminToken, identityStoreId }: Server,
  requestId: string,
): Promise<readonly Output[]> => {
  const outputs: Output[] = []
  const flags = ['--admin-url', adminUrl, '--admin-token', adminToken ?? '']
  for (const args of commands(identityStoreId, requestId)) {
    const { out, error } = await command([...args, ...flags])
    outputs.push({ where: args.join(' '), text: out + error })
  }
  return outputs
}

/** What the private listener returns for a store: events in every format, metrics and a snapshot. */
export const readPrivateListener = async (server: Server): Promise<readonly Output[]> => {
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

/** The pages of the console, including those of the newest events. */
export const readConsole = async (server: Server, visitor: Visitor): Promise<readonly Output[]> => {
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
  const outputs: Output[] = []
  for (const path of paths) outputs.push({ where: path, text: (await visitor.get(path)).text })
  return outputs
}

/** What every user of the machine can see of a process. */
export const readProcess = (pid: number): readonly Output[] =>
  ['cmdline', 'comm'].map((where) => ({
    where,
    text: readFileSync(`/proc/${pid}/${where}`, 'utf8'),
  }))
