import type { Settings } from '../identity-center/settings.ts'

/** Settings as texts by their dotted names: `rules.put-id-matches` is `off`. */
export const settingValues = (settings: Settings): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(settings).flatMap(([name, value]) =>
      typeof value === 'object'
        ? Object.entries(value).map(([part, each]) => [`${name}.${part}`, String(each)] as const)
        : [[name, String(value)] as const],
    ),
  )
