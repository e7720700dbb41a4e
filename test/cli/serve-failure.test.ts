import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { command } from '../helpers/fake-terminal.ts'
import { runProgram, serveProgram, temporaryFolder } from '../helpers/program.ts'

t.test('a start that fails', async (t) => {
  const failing = async (args: readonly string[], environment = {}) => {
    const { code, stdout, stderr } = await runProgram(args, environment)
    return { code, stdout, stderr }
  }
  const memory = ['--data-dir', 'memory:', '--log-level', 'silent']

  await t.test('because a port is in use names the port and the option', async (t) => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => blocker.on('listening', resolve))
    t.teardown(() => blocker.close())
    const { port } = blocker.address() as AddressInfo
    const dataDir = join(temporaryFolder(t), 'data')
    for (const [flag, other] of [
      ['--port', '--admin-port'],
      ['--admin-port', '--port'],
    ] as const) {
      const args = ['--data-dir', dataDir, '--log-level', 'silent', flag, `${port}`, other, '0']
      const ended = await failing(args)
      t.equal(ended.code, 1)
      t.equal(ended.stdout, '')
      t.match(
        ended.stderr,
        new RegExp(
          `^The .* listener cannot start: port ${port} of 127.0.0.1 is already in use\\. Stop .* pass ${flag} .*\n$`,
        ),
      )
    }
    const { ready, stop } = await serveProgram(t, ['--data-dir', dataDir])
    t.ok(ready.accessToken, 'the failed starts created nothing')
    await stop()
  })

  await t.test('because the database is unreachable waits, then says so', async (t) => {
    const url = 'postgres://user:hush@127.0.0.1:1/none'
    const ended = await failing(['--database-url', url, '--database-wait', '3'])
    t.equal(ended.code, 1)
    t.match(ended.stderr, /The database cannot be reached .*\. Trying again\./)
    t.match(ended.stderr, /The database could not be reached for 3 seconds/)
    t.notOk(ended.stderr.includes('hush'))
    t.notOk(ended.stderr.includes('    at '))
  })

  await t.test('because of wrong arguments or variables exits with 2 and a sentence', async (t) => {
    const byFlags = [
      [['--port', 'x'], /^--port must be a whole number from 0 to 65535, not "x"\.\n$/],
      [['serve', '--prot', '1'], /^error: unknown option '--prot'/],
      [['serve', 'extra'], /^error: too many arguments/],
      [['sevre'], /^There is no command "sevre"\. Run with --help for a list of commands\.\n$/],
    ] as const
    for (const [args, sentence] of byFlags) {
      const result = await command(args) // in this process, because it fails before it opens anything
      t.same([result.code, result.out], [2, ''])
      t.match(result.error, sentence)
    }
    const byEnvironment = [
      [{ SCIM_PROT: '1' }, /^The environment variable SCIM_PROT is unknown\. Unset it/],
      [{ SCIM_ACCESS_TOKEN: 'x' }, /^SCIM_TENANT_ID and SCIM_ACCESS_TOKEN require each other/],
    ] as const
    for (const [environment, sentence] of byEnvironment) {
      const ended = await failing([], environment)
      t.same([ended.code, ended.stdout], [2, ''])
      t.match(ended.stderr, sentence)
    }
  })

  await t.test('because of an unusable file or address exits with 1 and a sentence', async (t) => {
    const folder = t.testdir({ 'x.pem': 'x' })
    const pem = join(folder, 'x.pem')
    const cases = [
      [['--tls-cert', '/none', '--tls-key', '/none'], /^Cannot read \/none\. Pass --tls-cert/],
      [['--tls-cert', pem, '--tls-key', pem], /are not a matching certificate and private key/],
      [
        ['--host', '192.0.2.1'],
        /^The SCIM listener cannot start: 192\.0\.2\.1 is not an address .* with --host\.\n$/,
      ],
      [['--ready-file', `${pem}/ready`, '--port', '0', '--admin-port', '0'], /ready/],
    ] as const
    for (const [args, sentence] of cases) {
      const ended = await failing([...memory, ...args])
      t.equal(ended.code, 1)
      t.match(ended.stderr, sentence)
      t.notOk(ended.stderr.includes('    at '))
    }
  })
})
