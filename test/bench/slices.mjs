// Measures two sides in short slices that alternate, so that whatever else the machine does meets both alike.

/** The middle one. */
export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** Sends requests over so many connections until the time is over, or so many are answered; how many a second were. */
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
  return (1000 * begun) / (performance.now() - start)
}

/** What a server does a second when it is asked for `next` again and again. */
export const rateOf = (client, next) => (connections, length) =>
  slice(client, connections, length, next)

/**
 * A B, B A, A B, …: each side is a function that works for a while and says how much it did a second. Each pair of
 * neighbours gives a ratio; the median of them is what counts.
 */
export const alternate = async ([ours, other], { connections, rounds, length }) => {
  const rates = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    for (const which of round % 2 === 0 ? [0, 1] : [1, 0]) {
      rates[which].push(await [ours, other][which](connections, length))
    }
  }
  if (rates.flat().includes(0)) throw new Error('One side did nothing at all.')
  const ratios = rates[0].map((rate, round) => rate / rates[1][round])
  return { ours: median(rates[0]), other: median(rates[1]), ratio: median(ratios), ratios }
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
