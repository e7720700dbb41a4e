import { type ExecFileOptions, execFile, spawn } from 'node:child_process'
import { access, chmod, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { readServeConfig } from '../../src/config.ts'
import { plainProcess } from '../helpers/plain-process.ts'
import { all, parseDockerfile, type Stage } from './dockerfile.ts'
import { root } from './source-files.ts'

const execute = promisify(execFile)
const run = (program: string, args: readonly string[], options: ExecFileOptions = {}) =>
  execute(...plainProcess(program, args), options)
const text = (file: string) => readFile(join(root, file), 'utf8')

const [build, final, ...more] = parseDockerfile(await text('Dockerfile'))
const ignored = (await text('.dockerignore')).split('\n').filter((line) => /^[^#]/.test(line))
const compose = await text('docker-compose.yml')

if (build === undefined || final === undefined) throw new Error('the Dockerfile has two stages')

/** What a stage copies from the checkout. */
const copied = (stage: Stage) =>
  all(stage, 'COPY')
    .filter(([first]) => first !== '--from=build')
    .flatMap((words) => words.slice(0, -1))

/** The variables that a stage sets. */
const variables = (stage: Stage): Record<string, string> =>
  Object.fromEntries(all(stage, 'ENV').map(([pair = '']) => pair.split('=')))

/** A port that nothing listens on now. */
const freePort = () =>
  new Promise<string>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : undefined
      server.close(() => resolve(String(port)))
    })
  })

t.test('the Dockerfile', async (t) => {
  t.test('compiles in one stage and runs in another', async (t) => {
    t.same(more, [])
    t.equal(build.name, 'build')
    t.equal(build.image, final.image)
    t.match(final.image, /^node:\d+-slim$/)
  })

  t.test('copies only what exists and what .dockerignore lets in', async (t) => {
    t.equal(ignored[0], '*', 'everything stays outside unless named')
    const letIn = ignored.slice(1).map((line) => line.replace('!', ''))
    const used = [...new Set([...copied(build), ...copied(final)])]
    t.same(letIn.sort(), used.sort())
  })

  t.test('runs the scripts of package.json', async (t) => {
    t.same(all(build, 'RUN'), [
      ['npm', 'ci'],
      ['npm', 'run', 'build'],
    ])
    t.same(all(final, 'RUN')[0], ['npm', 'ci', '--omit=dev'])
    t.ok(JSON.parse(await text('package.json')).scripts.build)
  })

  t.test('runs as an unprivileged user who owns the volume', async (t) => {
    t.same(all(final, 'USER'), [['node']])
    t.same(all(final, 'VOLUME'), [['/data']])
    t.same(all(final, 'RUN').slice(1), [
      ['install', '-d', '-o', 'node', '-g', 'node', '-m', '0700', '/data'],
    ])
    t.equal(variables(final)['SCIM_DATA_DIR'], '/data')
  })

  t.test('listens for SCIM on every address, and for administration on the loopback', async (t) => {
    const { host, adminHost, port, adminPort } = readServeConfig({}, variables(final))
    t.equal(host, '0.0.0.0')
    t.equal(adminHost, '127.0.0.1')
    t.same(all(final, 'EXPOSE'), [[String(port), String(adminPort)]])
  })
})

t.test('the image', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'image-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const [compiling, app, data] = ['build', 'app', 'data'].map((name) => join(folder, name))
  if (compiling === undefined || app === undefined || data === undefined) return
  for (const place of [compiling, app]) await mkdir(place)
  const copy = async (files: readonly string[], to: string) => {
    for (const file of files) await cp(join(root, file), join(to, file), { recursive: true })
  }

  // The first stage installs what this checkout has installed already, from the same lock file.
  await copy(copied(build), compiling)
  await symlink(join(root, 'node_modules'), join(compiling, 'node_modules'))
  await run('npm', ['run', 'build'], { cwd: compiling })

  await copy(copied(final), app)
  await cp(join(compiling, 'dist'), join(app, 'dist'), { recursive: true })
  await run('npm', ['ci', '--omit=dev', '--prefer-offline'], { cwd: app })

  // Everything is root's and may be read; the server gets a directory of its own, and nobody's rights.
  const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  await chmod(folder, 0o755)
  const owner = process.getuid?.() === 0 ? ['-o', '65534', '-g', '65534'] : []
  await run('install', ['-d', ...owner, '-m', '0700', data])

  const [port, adminPort] = [await freePort(), await freePort()]
  const env = {
    PATH: process.env['PATH'],
    ...variables(final),
    SCIM_DATA_DIR: data,
    SCIM_PORT: port,
    SCIM_ADMIN_PORT: adminPort,
    SCIM_TENANT_ID: '11111111111-2222-3333-4444-555555555555',
    SCIM_ACCESS_TOKEN: 'change-me-access-token',
  }
  const [[program = '', ...args] = [], command = []] = [
    ...all(final, 'ENTRYPOINT'),
    ...all(final, 'CMD'),
  ]
  const server = spawn(...plainProcess(program, [...args, ...command]), {
    cwd: app,
    env,
    ...unprivileged,
  })
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve))
  t.teardown(() => server.kill('SIGKILL'))
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (said += chunk))

  const healthy = async () => {
    const [words = []] = all(final, 'HEALTHCHECK')
    const [check = '', ...its] = words.slice(words.indexOf('CMD') + 1)
    return run(check, its, { cwd: app, env, ...unprivileged }).then(
      () => true,
      () => false,
    )
  }

  t.test('brings a database that is set up already', async (t) => {
    await t.resolves(access(join(app, 'dist/pglite-template.tar')))
  })

  t.test('becomes healthy', async (t) => {
    t.equal(await healthy(), false, 'not before it listens')
    const deadline = Date.now() + 40_000
    while (Date.now() < deadline && server.exitCode === null && !(await healthy())) {
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    t.ok(await healthy(), said)
  })

  t.test('answers SCIM', async (t) => {
    const endpoint = `http://127.0.0.1:${port}/${env.SCIM_TENANT_ID}/scim/v2`
    const headers = { authorization: `Bearer ${env.SCIM_ACCESS_TOKEN}` }
    const user = { userName: 'ada', displayName: 'Ada', name: { givenName: 'A', familyName: 'L' } }
    const body = JSON.stringify(user)
    const created = await fetch(`${endpoint}/Users`, { method: 'POST', headers, body })
    t.equal(created.status, 201)
    const schemas = await fetch(`${endpoint}/Schemas`, { headers })
    t.equal(schemas.status, 200)
    t.equal((await fetch(`${endpoint}/Users`)).status, 401)
    t.equal((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200)
  })

  t.test('stops when it is told to', async (t) => {
    server.kill('SIGTERM')
    t.equal(await ended, 0, said)
  })
})

t.test('docker-compose.yml', async (t) => {
  const [, server = '', database = ''] = compose.split(/^ {2}(?:server|database):$/m)
  const environment = (service: string) =>
    Object.fromEntries(
      [...service.matchAll(/^ {6}([A-Z_]+): (.*)$/gm)].map(([, name = '', value = '']) => [
        name,
        value.replace(/\$\{\w+:-([^}]*)\}/g, '$1'),
      ]),
    )

  t.test('gives the server settings that it knows', async (t) => {
    const config = readServeConfig({}, environment(server))
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = environment(database)
    t.equal(
      config.databaseUrl,
      `postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@database:5432/${POSTGRES_DB}`,
    )
    t.equal(config.tenantId, '11111111111-2222-3333-4444-555555555555')
    for (const secret of [config.accessToken, config.adminToken, POSTGRES_PASSWORD]) {
      t.match(secret, /^change-me-/)
    }
  })

  t.test('publishes both ports on the loopback alone', async (t) => {
    const ports = [...compose.matchAll(/^ {6}- ([\d.:]+)$/gm)].map(([, port]) => port)
    t.same(ports, ['127.0.0.1:8080:8080', '127.0.0.1:8081:8081'])
  })

  t.test(
    'keeps what both services write, and starts the server when the database answers',
    async (t) => {
      t.match(server, /volumes:\n {6}- server-data:\/data\n/)
      t.match(database, /volumes:\n {6}- database-data:\/var\/lib\/postgresql\/data\n/)
      t.match(compose, /^volumes:\n {2}server-data:\n {2}database-data:\n$/m)
      t.match(server, /database:\n {8}condition: service_healthy\n/)
      t.match(database, /healthcheck:\n {6}test: \["CMD", "pg_isready",/)
    },
  )
})
