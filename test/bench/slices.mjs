// Measures two sides in short alternating slices, so that other load on the machine affects both equally.
import { setTimeout } from 'node:timers/promises'
import { processorTime } from './processor-time.mjs'

/** The median. */
export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/**
 * Sends requests over this many connections for a time or a number of requests. Returns the requests done and the
 * seconds.
 */
export const slice = async (client, connections, { milliseconds, times = Infinity }, next) => {
  const open = await client.connections(connections)
  const start = performance.now()
  const until = start + (milliseconds ?? Infinity)
  let begun = 0
  const work = async (connection) => {
    while (begun < times && performance.now() < until) {
      begun += 1
      await client.askOver(connection, next())
    }
  }
  await Promise.all(open.map(work))
  return { done: begun, seconds: (performance.now() - start) / 1000 }
}

/** The work of a side that sends `next` requests repeatedly. */
export const answering = (client, next) => (connections, length) =>
  slice(client, connections, length, next)

/**
 * Pause after a slice, so that work after the last response, such as storing events, does not slow down the other side.
 */
const PAUSE_MILLISECONDS = 60

/** Measures one slice of a side. Returns the rate per second and the processor time of one request in microseconds. */
const turn = async ({ work, server }, connections, length) => {
  const before = await processorTime(server)
  const { done, seconds } = await work(connections, length)
  await setTimeout(PAUSE_MILLISECONDS)
  const after = await processorTime(server)
  if (done === 0) throw new Error(`${server.name} completed no request.`)
  const used = Object.keys(before).filter((what) => what !== 'client')
  const processor = used.reduce((sum, what) => sum + after[what] - before[what], 0)
  return { rate: done / seconds, processor: (1e6 * processor) / done }
}

/**
 * Measures two sides in the order A B, B A, A B, … Each side is a server and its `work`. Each pair gives a ratio. The
 * result is the median of the ratios.
 */
export const alternate = async (sides, { connections, rounds, length }) => {
  const turns = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    for (const which of round % 2 === 0 ? [0, 1] : [1, 0]) {
      turns[which].push(await turn(sides[which], connections, length))
    }
  }
  const ratios = turns[0].map(({ rate }, round) => rate / turns[1][round].rate)
  const [ours, other] = turns.map((all) => ({
    rate: median(all.map(({ rate }) => rate)),
    processor: median(all.map(({ processor }) => processor)),
  }))
  return { ours, other, ratio: median(ratios), ratios }
}

/** Calls `once` for each number below `count`, over this many concurrent connections. */
export const forEach = async (client, connections, count, once) => {
  let next = 0
  const work = async (connection) => {
    while (next < count) {
      const n = next
      next += 1
      await once((request) => client.askOver(connection, request), n)
    }
  }
  await Promise.all((await client.connections(connections)).map(work))
}
