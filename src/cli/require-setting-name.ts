import { WrongUsage } from '../config.ts'
import { storeSettings } from '../identity-center/settings.ts'

/** Refuses a name that no setting has: taking away what is not there would not be noticed. */
export const requireSettingName = (name: string): void => {
  const names = Object.keys(storeSettings)
  const isKnown = names.some((each) => each === name || each.startsWith(`${name}.`))
  if (isKnown || name === 'rules' || name.startsWith('rules.')) return
  throw new WrongUsage(`There is no setting ${name}; settings show lists those there are.`)
}
