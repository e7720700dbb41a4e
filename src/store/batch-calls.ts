interface Asked<Ask, Result> {
  readonly ask: Ask
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** What is asked for of one group, and how much of it is on its way. */
interface Queue<Group, Ask, Result> {
  readonly group: Group
  readonly waiting: Asked<Ask, Result>[]
  onTheWay: number
  timer: NodeJS.Timeout | undefined
}

/** Nobody waits longer for those before them, who may be held up by something of their own. */
const patienceMs = 10

/**
 * Has what is asked for at the same time, of groups of one name, done in one piece, up to `most` at once: a statement
 * for many costs little more than one for one. Whoever comes while a piece is on its way waits for it to end, or for a
 * moment. `work` gives the results in the order of what was asked, or fails for all of it.
 */
export const batchCalls = <Group, Ask, Result>(
  most: number,
  nameOf: (group: Group) => string,
  work: (group: Group, asked: readonly Ask[]) => Promise<readonly Result[]>,
): ((group: Group, ask: Ask) => Promise<Result>) => {
  type Waiting = Queue<Group, Ask, Result>
  const queues = new Map<string, Waiting>()

  const take = (queue: Waiting) => {
    clearTimeout(queue.timer)
    queue.timer = undefined
    return queue.waiting.splice(0, most)
  }

  const settle = async (group: Group, asked: readonly Asked<Ask, Result>[]) => {
    try {
      const results = await work(
        group,
        asked.map(({ ask }) => ask),
      )
      for (const [index, { resolve }] of asked.entries()) resolve(results[index] as Result)
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }

  /** Sends on what waits, and what has come since, until nobody waits. */
  const send = async (name: string, queue: Waiting): Promise<void> => {
    queue.onTheWay += 1
    while (queue.waiting.length > 0) await settle(queue.group, take(queue))
    queue.onTheWay -= 1
    if (queue.onTheWay === 0) queues.delete(name)
  }

  const begin = (name: string, group: Group): Waiting => {
    const queue: Waiting = { group, waiting: [], onTheWay: 0, timer: undefined }
    queues.set(name, queue)
    setImmediate(() => void send(name, queue)) // others may come within this turn of the event loop
    return queue
  }

  return (group, ask) =>
    new Promise((resolve, reject) => {
      const name = nameOf(group)
      const queue = queues.get(name) ?? begin(name, group)
      queue.waiting.push({ ask, resolve, reject })
      if (queue.onTheWay === 0) return
      queue.timer ??= setTimeout(() => void send(name, queue), patienceMs)
    })
}
