/** A merge patch (RFC 7396) from values by dotted name. Null removes a setting. */
export const settingsPatch = (
  values: readonly (readonly [name: string, value: unknown])[],
): Readonly<Record<string, unknown>> => {
  const tops = new Map<string, unknown>()
  for (const [name, value] of values) {
    const dot = name.indexOf('.')
    const top = dot === -1 ? name : name.slice(0, dot)
    const before = tops.get(top)
    const within = before instanceof Map ? before : new Map<string, unknown>()
    tops.set(top, dot === -1 ? value : within.set(name.slice(dot + 1), value))
  }
  return Object.fromEntries(
    Array.from(tops, ([top, value]) => [
      top,
      value instanceof Map ? Object.fromEntries(value) : value,
    ]),
  )
}
