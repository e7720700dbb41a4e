// The sizes of a benchmark run.

const sizes = { users: 5_000, groups: 600, groupSize: 1_000 }

export const forms = {
  /** Tests the benchmark itself. Its figures mean nothing. */
  smoke: {
    users: 200,
    groups: 200,
    groupSize: 50,
    rounds: 1,
    milliseconds: 50,
    warmUp: 10,
    warmUpMilliseconds: 500,
    connectionCounts: { PostgreSQL: [2], PGlite: [2] },
    manyUsers: 2_000,
    largeGroup: 1_000,
    firstSync: { users: 100, groups: 20 },
    repeats: 1,
    restMilliseconds: 1,
  },
  quick: {
    ...sizes,
    rounds: 3,
    milliseconds: 250,
    warmUp: 1_500,
    warmUpMilliseconds: 500,
    connectionCounts: { PostgreSQL: [10, 50], PGlite: [10] },
    manyUsers: 10_000,
    largeGroup: 5_000,
    firstSync: { users: 1_000, groups: 200 },
    repeats: 2,
    restMilliseconds: 500,
  },
  full: {
    ...sizes,
    rounds: 5,
    milliseconds: 1_000,
    warmUp: 5_000,
    warmUpMilliseconds: 3_000,
    connectionCounts: { PostgreSQL: [10, 50], PGlite: [10, 50] },
    manyUsers: 100_000,
    largeGroup: 50_000,
    firstSync: { users: 50_000, groups: 10_000 },
    repeats: 5,
    restMilliseconds: 3_000,
  },
}
