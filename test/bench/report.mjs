// Formats the results.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const number = (value) =>
  value === undefined
    ? ''
    : value >= 100
      ? whole.format(value)
      : String(Number(value.toPrecision(3)))

const timeText = (microseconds) =>
  microseconds < 100_000
    ? `${Math.round(microseconds)} µs`
    : `${Math.round(microseconds / 1000)} ms`

const goalText = ({ least, most } = {}) =>
  least !== undefined ? `≥ ${least}` : most !== undefined ? `≤ ${most}` : ''

/**
 * Whether a row meets its goal, by its ratio or, without another side, by its own figure. Never if the server lost
 * events, because it then did less work.
 */
export const isMet = ({ ratio, ours, goal, lostEvents = false }) => {
  if (lostEvents) return false
  const value = ratio ?? ours
  return goal.least !== undefined ? value >= goal.least : value <= goal.most
}

const columns = {
  figure: ({ figure }) => figure,
  ours: ({ ours, unit }) => `${number(ours)} ${unit}`,
  'other side': ({ other, unit, against }) =>
    against === undefined ? '' : `${number(other)} ${unit} (${against})`,
  ratio: ({ ratio }) => (ratio === undefined ? '' : ratio.toFixed(2)),
  'processor time': ({ microseconds }) =>
    microseconds && [microseconds.ours, microseconds.other].map(timeText).join(' / '),
  goal: ({ goal }) => goalText(goal),
  '': ({ lostEvents, ...row }) =>
    lostEvents ? 'EVENTS WERE LOST' : isMet(row) ? 'met' : 'NOT MET',
}

/** All rows as a text table. */
export const table = (rows) => {
  const heads = Object.keys(columns)
  const cells = rows.map((row) => Object.values(columns).map((cell) => cell(row) ?? ''))
  const widths = heads.map((head, index) =>
    Math.max(head.length, ...cells.map((line) => line[index].length)),
  )
  const line = (texts) =>
    texts
      .map((text, index) => text.padEnd(widths[index]))
      .join('  ')
      .trimEnd()
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
    '\n',
  )
}
