// Measures two sides in short slices that alternate, so that whatever else the machine does meets both alike.
import { setTimeout } from 'node:timers/promises'
import { processorTime } from './processor-time.mjs'

/** The middle one. */
export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** Sends requests over so many connections until the time is over, or so many are answered; how many were, and in how many seconds. */
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

/** What a server does when it is asked for `next` again and again. */
export const answering = (client, next) => (connections, length) =>
  slice(client, connections, length, next)

/** What a server has still to do when all is answered, such as writing down the last events, is not to meet the other. */
const PAUSE_MILLISECONDS = 60

/** Has a side work for a while; what it did a second, and the processor time that one of them took, in microseconds. */
const turn = async ({ work, server }, connections, length) => {
  const before = await processorTime(server)
  const { done, seconds } = await work(connections, length)
  await setTimeout(PAUSE_MILLISECONDS)
  const after = await processorTime(server)
  if (done === 0) throw new Error(`${server.name} did nothing at all.`)
  const used = Object.keys(before).filter((what) => what !== 'client')
  const processor = used.reduce((sum, what) => sum + after[what] - before[what], 0)
  return { rate: done / seconds, processor: (1e6 * processor) / done }
}

/**
 * A B, B A, A B, …: each side is a server and a function that has it work for a while. Each pair of neighbours gives a
 * ratio; the median of them is what counts.
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

/** Does something for each number below `count`, over so many connections at once. */
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
