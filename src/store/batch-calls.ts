/*
 * Batching runs concurrent calls as one statement, because a statement for many rows costs little more than for one.
 * Calls are batched by key: the same credential, store and table, for example. Each key has its own queue.
 *
 * A queue is in one of four states:
 * - absent: no call waits or runs. The first call creates the queue.
 * - collecting: the queue waits for the end of the event-loop turn, so that other requests of this turn can join.
 * - running: a runner takes up to `batchSizeMax` calls, executes them, and repeats until no call waits. Calls that
 *   arrive meanwhile wait for the next batch of this runner, but no longer than `queueWaitMsMax`.
 * - overtaking: that time is over, as the batch is slow (it waits for a row lock, say). A second runner starts for
 *   the calls that wait. Every further wait of this length adds a runner, so one slow batch holds up no later call.
 * The last runner that finds no waiting call removes the queue.
 *
 * Trade-off: an isolated call waits for one turn of the event loop. A call behind a batch waits up to
 * `queueWaitMsMax`, and gets a share of a cheaper statement in return. Calls run in order of arrival within a batch,
 * but batches of several runners may overtake each other.
 *
 * Failure: an error of `execute` rejects every call of its batch, and no other call. Callers that need to know which
 * call failed execute each one alone (`batched-inserts.ts`). The queue holds calls without a limit. Its bound is the
 * number of requests in flight.
 */

interface PendingCall<Argument, Result> {
  readonly argument: Argument
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

interface CallQueue<Target, Argument, Result> {
  readonly target: Target
  readonly waiting: PendingCall<Argument, Result>[]
  /** Batches that execute now. 0 while the queue is collecting, more than 1 while it is overtaking. */
  runners: number
  /** Starts a further runner. Set while a call waits behind a batch. */
  timer: NodeJS.Timeout | undefined
}

/** How long a call waits for the batch before it. */
const queueWaitMsMax = 10

/**
 * Returns a function that batches its calls. Calls whose targets have the same key share batches of up to
 * `batchSizeMax` calls. `execute` returns the results in the order of its arguments, or rejects all calls of the batch.
 */
export const batchCalls = <Target, Argument, Result>(
  batchSizeMax: number,
  targetKey: (target: Target) => string,
  execute: (target: Target, batch: readonly Argument[]) => Promise<readonly Result[]>,
): ((target: Target, argument: Argument) => Promise<Result>) => {
  type Queue = CallQueue<Target, Argument, Result>
  const queues = new Map<string, Queue>()

  const takeBatch = (queue: Queue) => {
    clearTimeout(queue.timer)
    queue.timer = undefined
    return queue.waiting.splice(0, batchSizeMax)
  }

  const runBatch = async (target: Target, batch: readonly PendingCall<Argument, Result>[]) => {
    try {
      const results = await execute(
        target,
        batch.map(({ argument }) => argument),
      )
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  const startRunner = async (key: string, queue: Queue): Promise<void> => {
    queue.runners += 1
    while (queue.waiting.length > 0) await runBatch(queue.target, takeBatch(queue))
    queue.runners -= 1
    if (queue.runners === 0) queues.delete(key)
  }

  const createQueue = (key: string, target: Target): Queue => {
    const queue: Queue = { target, waiting: [], runners: 0, timer: undefined }
    queues.set(key, queue)
    setImmediate(() => void startRunner(key, queue))
    return queue
  }

  return (target, argument) =>
    new Promise((resolve, reject) => {
      const key = targetKey(target)
      const queue = queues.get(key) ?? createQueue(key, target)
      queue.waiting.push({ argument, resolve, reject })
      const isCollecting = queue.runners === 0
      if (!isCollecting)
        queue.timer ??= setTimeout(() => void startRunner(key, queue), queueWaitMsMax)
    })
}
