import type { Settings } from '../identity-center/settings.ts'

/** The values of settings as text, by dotted name, such as `rules.put-id-matches`. */
export const settingValues = (settings: Settings): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(settings).flatMap(([name, value]) =>
      typeof value === 'object'
        ? Object.entries(value).map(([part, each]) => [`${name}.${part}`, String(each)] as const)
        : [[name, String(value)] as const],
    ),
  )
