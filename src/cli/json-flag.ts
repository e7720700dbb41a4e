import { WrongUsage } from '../config.ts'

/** The value of a flag that wants JSON. */
export const parseJsonFlag = (
  flag: string,
  text: string,
  example = '{"throttling":true}',
): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new WrongUsage(`${flag} wants a JSON object, as in '${example}'.`)
  }
}
