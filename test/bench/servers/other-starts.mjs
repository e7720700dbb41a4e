// The comparison for a start: a process that opens a database or imports a library, prints a line, and ends.
const { BENCH_START: what, BENCH_DATABASE: dataDir, BENCH_TEMPLATE: template } = process.env

const ask = async (options) => {
  const { PGlite } = await import('@electric-sql/pglite')
  const database = await PGlite.create({ dataDir, ...options })
  await database.query('select 1')
  return () => database.close()
}

const starts = {
  import: async () => {
    await import('fastify')
    return async () => {}
  },
  reopen: () => ask({}),
  load: async () => {
    const { readFile } = await import('node:fs/promises')
    const archive = await readFile(template)
    return ask({ loadDataDir: new Blob([archive], { type: 'application/x-tar' }) })
  },
}

const close = await starts[what]()
console.log('true')
await close()
