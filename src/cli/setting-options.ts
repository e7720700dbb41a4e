import { type Command, Option } from 'commander'
import type { Setting } from '../config/setting.ts'

const describeSetting = ({ meaning, default: value, variables }: Setting<unknown>) => {
  const facts = [value !== undefined && `default: ${value}`, `env: ${variables.join(', ')}`]
  return `${meaning} (${facts.filter(Boolean).join('; ')})`
}

/** Adds an option for each setting that has a flag, and a line of help for each other one. */
export const addSettings = (
  command: Command,
  table: Readonly<Record<string, Setting<unknown>>>,
): Command => {
  const settings = Object.values(table)
  for (const setting of settings) {
    if (setting.flag === undefined) continue
    const flags = [setting.flag, setting.argument].filter(Boolean).join(' ')
    const option = new Option(flags, describeSetting(setting))
    if (setting.choices !== undefined) option.argChoices = [...setting.choices] // shown in completion; `parse` validates
    command.addOption(option)
  }
  const withoutFlag = settings.filter(({ flag }) => flag === undefined)
  if (withoutFlag.length === 0) return command
  const width = Math.max(...withoutFlag.map(({ variables }) => variables.join(', ').length))
  const lines = withoutFlag.map(
    ({ variables, meaning }) => `  ${variables.join(', ').padEnd(width)}  ${meaning}`,
  )
  return command.addHelpText(
    'after',
    `\nEnvironment variables without an option:\n${lines.join('\n')}`,
  )
}
