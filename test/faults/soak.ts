import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { type Ended, type ServerProcess, serveProgram } from '../helpers/program.ts'
import { type Random, randomFrom } from '../helpers/random.ts'
import type { Place } from '../helpers/raw-sql.ts'
import { administrator } from './administrator.ts'
import { environment } from './clients.ts'
import { journal } from './journal.ts'
import { soundness } from './sound-database.ts'
import { verify, verifyEvents } from './verify.ts'
import { worker } from './worker.ts'

/** The seed of all randomness in a soak, and its number of rounds: SOAK_SEED and SOAK_ROUNDS. */
const seed = Number(process.env['SOAK_SEED'] ?? randomInt(2 ** 32))
const rounds = Number(process.env['SOAK_ROUNDS'] ?? 2)
const clients = 16
const loadMsMax = 2_500

const serve = (t: Test, place: Place): Promise<ServerProcess> =>
  'databaseUrl' in place
    ? serveProgram(t, ['--data-dir', t.testdir()], {
        ...environment,
        SCIM_DATABASE_URL: place.databaseUrl,
      })
    : serveProgram(t, ['--data-dir', place.dataDir], environment)

/** The clocks by which requests and rounds are timed differ by parts of a millisecond. */
const justBefore = () => new Date(Date.now() - 1_000)

const isReady = async ({ ready }: ServerProcess) =>
  (await fetch(`${ready.adminUrl}/readyz`).catch(() => undefined))?.status === 200

/** The process that is killed under load, and how it is restarted. */
export interface Fault {
  readonly place: Place
  /** Whether our server stays up, and refuses requests while its database is unavailable. */
  readonly isOfDatabase: boolean
  readonly strike: (server: ServerProcess, random: Random) => Promise<string>
}

/** Has clients write to the real server, kills a process meanwhile, and compares the data afterwards with the responses. */
export const soak = async (t: Test, { place, isOfDatabase, strike }: Fault): Promise<void> => {
  const random = randomFrom(seed)
  t.comment(`SOAK_SEED=${seed} SOAK_ROUNDS=${rounds}`)
  let server = await serve(t, place)
  const notes = journal(() => server)
  const { problems, asked } = notes
  const log = () => server.output.stderr
  const startedAt = justBefore()
  const group = await notes.change('everyone', 'POST', '/Groups', { displayName: 'everyone' })
  const everyone: string = group?.json.id
  let taken = 0
  const workers = Array.from({ length: clients }, (_, n) =>
    worker({
      name: `client-${n}`,
      random: random.branch(`client ${n}`),
      journal: notes,
      everyone,
      contested: () => `contested-${Math.floor(taken++ / 8)}@example.com`,
    }),
  )
  const settings = administrator(notes)
  const defects: string[] = []
  const stopped = async (end: Promise<Ended>) => {
    const ended = await end
    defects.push(
      ...ended.stderr.split('\n').filter((line) => /unexpected error|has ended/.test(line)),
    )
    return ended
  }
  const happened = new Map<string, boolean>()
  let revisions: ReadonlyMap<string, number> = new Map()

  for (let round = 0; round < rounds && problems.length === 0; round += 1) {
    const started = justBefore()
    const before = asked.length
    let isOver = false
    const load = Promise.all([...workers, settings].map(({ run }) => run(() => isOver)))
    while (asked.length < before + 3 * clients) await sleep(5)
    await sleep(random.below(loadMsMax))
    const what = await strike(server, random)
    if (isOfDatabase) {
      const deadline = Date.now() + 60_000
      while (!(await isReady(server))) {
        if (Date.now() > deadline) throw new Error('the server has not found its database again')
        await sleep(50)
      }
    } else {
      await stopped(server.ended)
      server = await serve(t, place)
    }
    isOver = true
    await load

    for (const { settle } of workers) {
      for (const [mark, has] of await settle()) happened.set(mark, has)
    }
    await settings.settle()
    await verify(notes, workers, everyone)
    await verifyEvents(notes, asked.slice(before), started, happened, log())
    if (!('databaseUrl' in place)) await stopped(server.stop())
    const sound = await soundness(place)
    problems.push(...sound.troubles)
    for (const [id, revision] of revisions) {
      if ((sound.revisions.get(id) ?? -1) < revision) problems.push(`${id} lost its revision`)
    }
    revisions = sound.revisions
    if (!('databaseUrl' in place)) server = await serve(t, place)
    const unanswered = asked.slice(before).filter(({ status }) => status === undefined).length
    t.comment(`${what}: ${asked.length - before} changes, ${unanswered} unanswered`)
    t.same(problems, [], `round ${round + 1} of seed ${seed}`)
  }
  await verifyEvents(notes, asked, startedAt, happened, log())
  t.same(problems, [], 'every event is there at the end, those of the first round among them')
  const unanswered = [...happened.values()]
  t.comment(
    `${asked.length} changes; of ${unanswered.length} unanswered ${unanswered.filter((has) => has).length} had happened`,
  )
  t.equal(revisions.size, 1)
  const { code } = await stopped(server.stop())
  t.equal(code, 0)
  t.same(defects, [], 'no log reports a defect')
}
