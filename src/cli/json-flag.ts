import { WrongUsage } from '../config.ts'

/** Parses the JSON value of an option. Throws WrongUsage. */
export const parseJsonFlag = (
  flag: string,
  text: string,
  example = '{"throttling":true}',
): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new WrongUsage(`${flag} must be a JSON object, such as '${example}'.`)
  }
}
