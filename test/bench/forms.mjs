// How much is measured: `smoke` only shows that the benchmark still runs.
export const forms = {
  smoke: { users: 50, rounds: 1, milliseconds: 50, warmUp: 10, connectionCounts: [2] },
  quick: { users: 5_000, rounds: 3, milliseconds: 500, warmUp: 2_000, connectionCounts: [10, 50] },
  full: { users: 5_000, rounds: 7, milliseconds: 1_000, warmUp: 5_000, connectionCounts: [10, 50] },
}
