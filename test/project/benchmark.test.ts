import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Test, test } from 'tap'
import { build } from '../helpers/build.ts'
import { plainProcess } from '../helpers/plain-process.ts'
import { temporaryFolder } from '../helpers/program.ts'

// Tests that the benchmark works, not how fast the server is. Measures two figures briefly; TEST_BENCHMARK=whole measures
// all, on PostgreSQL too if it is installed.

const whole = process.env['TEST_BENCHMARK'] === 'whole'
const program = fileURLToPath(new URL('../bench/bench.mjs', import.meta.url))

/** Starts the benchmark, with a folder of its own for temporary files. */
const start = async (t: Test, ...args: readonly string[]) => {
  await build()
  const folder = temporaryFolder(t)
  const child = spawn(...plainProcess(process.execPath, [program, ...args]), {
    env: { PATH: process.env['PATH'], TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, folder, output, ended }
}

interface Row {
  readonly figure: string
  readonly unit: string
  readonly ours: number
  readonly other?: number
  readonly ratio?: number
  readonly ratios?: readonly number[]
  readonly goal: { readonly least?: number; readonly most?: number }
  readonly met: boolean
}

test('the benchmark reports each figure, its comparison and whether its goal is met', async (t) => {
  const few = ['--without-postgresql', '--only=Users/\\{id\\}, PGlite|rest, first']
  const { folder, output, ended } = await start(t, '--smoke', ...(whole ? [] : few))
  t.equal(await ended, 0, output.stderr)
  const file = join(folder, 'identity-center-scim-bench.json')
  t.match(output.stdout, `Written to ${file}`)
  const { form, rows, ...facts } = JSON.parse(readFileSync(file, 'utf8'))
  t.equal(form, 'smoke')
  t.match(facts, { node: process.version, cores: Number, versions: { fastify: String } })
  const figures = rows.map(({ figure }: Row) => figure)
  const fewFigures = [
    'GET /Users/{id}, PGlite, 2 connections',
    'memory at rest, first start on PGlite',
  ]
  if (!whole) t.same(figures, fewFigures)
  t.same(new Set(figures).size, figures.length, 'no figure comes twice')
  for (const row of rows as readonly Row[]) {
    t.ok(row.ours > 0, row.figure)
    t.match(output.stdout, row.figure)
    const value = row.ratio ?? row.ours
    const { least = value, most = value } = row.goal
    t.equal(row.met, value >= least && value <= most, `${row.figure} is judged by its goal`)
    if (row.ratio === undefined) continue
    t.ok(Number.isFinite(row.ratio) && row.ratio > 0, `${row.figure} is a ratio`)
    t.ok((row.other ?? 0) > 0, `${row.figure} has another side`)
  }
  t.same(readdirSync(folder), ['identity-center-scim-bench.json'], 'no other file is left')
})

test('a benchmark that is interrupted leaves no process and no folder', async (t) => {
  const { child, folder, ended } = await start(t, '--smoke', '--without-postgresql')
  const children = () => {
    const file = `/proc/${child.pid}/task/${child.pid}/children`
    return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean) : []
  }
  while (children().length < 1) await sleep(50) // the first of the servers
  const started = children()
  child.kill('SIGINT')
  t.equal(await ended, 130)
  t.same(readdirSync(folder), [])
  for (const pid of started) {
    while (existsSync(`/proc/${pid}`)) await sleep(50) // or this test takes too long
  }
})

test('a benchmark with wrong arguments fails with one sentence', async (t) => {
  for (const [flag, sentence] of [
    ['--quick', /Unknown option '--quick'/],
    ['--only=(', /--only must be a regular expression, not \(\./],
    ['--json', /--json/],
    ['more', /Unexpected argument 'more'/],
  ] as const) {
    const { output, ended } = await start(t, flag)
    t.equal(await ended, 2, flag)
    t.match(output.stderr.split('\n')[0], sentence)
    t.match(output.stderr, /^Usage: npm run bench/m)
    t.equal(output.stdout, '')
  }
})
