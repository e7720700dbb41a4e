// What other users of the machine can read, and which versions of TLS clients can choose.
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type SecureVersion } from 'node:tls'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { attack } from '../helpers/attacks.ts'
import { command } from '../helpers/fake-terminal.ts'
import { serveProgram, temporaryFolder } from '../helpers/program.ts'

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const folder = temporaryFolder(t)
const dataDir = join(folder, 'data')
const server = await serveProgram(t, [
  ...['--data-dir', dataDir, '--tls-cert', join(fixtures, 'localhost.crt')],
  ...['--tls-key', join(fixtures, 'localhost.key')],
])
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

attack(
  t,
  'files of the server',
  {
    does: 'reads the data directory or a snapshot as another user of the machine',
    holds:
      'directories are 0700 and files 0600, even if the data directory existed before with open permissions',
  },
  async (t) => {
    t.equal(modeOf(dataDir), '700')
    t.equal(modeOf(join(dataDir, 'database')), '700')
    for (const name of ['admin-token', 'server-key', 'server.json']) {
      t.equal(modeOf(join(dataDir, name)), '600', name)
    }
    const snapshot = join(folder, 'people.ndjson')
    const { adminUrl, adminToken } = server.ready
    const flags = ['--admin-url', adminUrl, '--admin-token', adminToken ?? '']
    t.equal((await command(['snapshot', 'save', snapshot, ...flags])).code, 0)
    t.equal(modeOf(snapshot), '600')

    const open = join(folder, 'open')
    mkdirSync(open, { mode: 0o755 })
    const other = await serveProgram(t, ['--data-dir', open])
    t.equal(modeOf(join(open, 'database')), '700')
    t.equal(modeOf(join(open, 'admin-token')), '600')
    await other.stop()
  },
)

attack(
  t,
  'an old TLS version',
  {
    does: 'makes client and server negotiate TLS 1.0 or 1.1',
    holds: 'the handshake fails, and 1.2 and 1.3 work',
  },
  async (t) => {
    const { hostname, port } = new URL(server.ready.scimEndpoint ?? '')
    const negotiate = (version: SecureVersion) =>
      new Promise<string>((resolve) => {
        const socket = connect({
          host: hostname,
          port: Number(port),
          minVersion: version,
          maxVersion: version,
          ca: readFileSync(join(fixtures, 'localhost.crt')),
          ciphers: 'ALL@SECLEVEL=0', // the client would take anything
          checkServerIdentity: () => undefined,
        })
        socket.once('secureConnect', () => {
          resolve(socket.getProtocol() ?? '')
          socket.destroy()
        })
        socket.once('error', () => resolve('refused'))
      })
    t.equal(await negotiate('TLSv1'), 'refused')
    t.equal(await negotiate('TLSv1.1'), 'refused')
    t.equal(await negotiate('TLSv1.2'), 'TLSv1.2')
    t.equal(await negotiate('TLSv1.3'), 'TLSv1.3')
  },
)
