import { WrongUsage } from '../config.ts'
import { storeSettings } from '../identity-center/settings.ts'

/** Throws WrongUsage for an unknown setting. Without this, `unset` would ignore a misspelled name. */
export const requireSettingName = (name: string): void => {
  const names = Object.keys(storeSettings)
  const isKnown = names.some((each) => each === name || each.startsWith(`${name}.`))
  if (isKnown || name === 'rules' || name.startsWith('rules.')) return
  throw new WrongUsage(`There is no setting ${name}. List the settings with \`settings show\`.`)
}
