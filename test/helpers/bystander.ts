import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import type { Victim } from './victim.ts'

/** No promise of ours: that others went on being answered, however slow the machine is that tests this. */
const waitMsMax = 20_000
const betweenMs = 20

const mebibytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`

/** A client that does nothing wrong, until it is told to leave. */
export const startBystander = ({ ready, path, port }: Victim) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const waits: number[] = []
  const failures: string[] = []
  let isLeaving = false

  const ask = (method: string, target: string, body?: string) =>
    new Promise<void>((resolve) => {
      const began = performance.now()
      const done = (failure?: string) => {
        waits.push(performance.now() - began)
        if (failure !== undefined) failures.push(failure)
        resolve()
      }
      const headers = { authorization: `Bearer ${ready.accessToken}` }
      const sent = request({ port, agent, method, path: path + target, headers }, (response) => {
        const { statusCode = 0 } = response
        response.resume().on('end', () => done(statusCode < 300 ? undefined : `${statusCode}`))
      })
      sent.on('error', (error) => done(error.message))
      sent.end(body)
    })

  const work = async () => {
    for (let n = 0; !isLeaving; n += 1) {
      const userName = `bystander-${process.pid}-${Date.now()}-${n}`
      const name = { givenName: 'Ann', familyName: 'Example' }
      await ask('POST', '/Users', JSON.stringify({ userName, displayName: 'Ann', name }))
      await ask('GET', `/Users?filter=userName+eq+%22${userName}%22`)
      await sleep(betweenMs)
    }
  }
  const working = work()
  return {
    leave: async () => {
      isLeaving = true
      await working
      agent.destroy()
      return { asked: waits.length, longest: Math.max(0, ...waits), failures }
    },
  }
}

/**
 * Does something bad to a server while somebody else works with it, who must not notice. Says how long anybody had to
 * wait, and what the process takes afterwards.
 */
export const beside = async <Result>(
  t: Test,
  victim: Victim,
  attack: () => Promise<Result>,
): Promise<Result> => {
  const bystander = startBystander(victim)
  try {
    return await attack()
  } finally {
    const { asked, longest, failures } = await bystander.leave()
    const resident = victim.resident()
    const memory = resident === undefined ? '' : `; the process takes ${mebibytes(resident)}`
    t.comment(`beside it ${asked} requests, the longest took ${longest.toFixed(0)} ms${memory}`)
    t.ok(asked > 0 && failures.length === 0, 'who did nothing wrong was answered', { failures })
    t.ok(longest < waitMsMax, 'and never had to wait for long', { longest })
  }
}

/** What stays behind for good does so each time; what a cache or a batch holds for a while does not. */
const roundsMax = 3

/** Holds that doing something again and again leaves no more behind than this; in mebibytes. */
export const leavesLittle = async (
  t: Test,
  victim: Victim,
  most: number,
  again: () => Promise<unknown>,
): Promise<void> => {
  await again() // what is compiled, cached and pooled once
  const growths: number[] = []
  while (growths.length < roundsMax && !growths.some((growth) => growth < most * 1_048_576)) {
    const before = await victim.held()
    await again()
    growths.push((await victim.held()) - before)
  }
  t.comment(`${growths.map(mebibytes).join(', then ')} stay behind`)
  t.ok(Math.min(...growths) < most * 1_048_576, `less than ${most} MiB stay behind`)
}
