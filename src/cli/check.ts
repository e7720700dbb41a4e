import { createReadStream } from 'node:fs'
import { type Command, Option } from 'commander'
import { type AskStore, checkRows } from '../administration/check/check-rows.ts'
import { duplicateFinder } from '../administration/check/duplicates.ts'
import { type Format, formats, readRows } from '../administration/check/read-rows.ts'
import { createTally } from '../administration/check/tally.ts'
import { FileError } from '../administration/files/resource-row.ts'
import { administerSettings, readSettings, WrongUsage } from '../config.ts'
import { dialectOf, newestEpoch } from '../identity-center/dialect.ts'
import { parseSettings } from '../identity-center/settings/parse-settings.ts'
import { withAdministration } from './administer.ts'
import { type CheckReport, jsonReport, tableReport } from './check-report.ts'
import { examples } from './examples.ts'
import { NegativeResult } from './negative-result.ts'
import { progressBar } from './progress.ts'
import { fileSize, readError as unreadableFile } from './read-file.ts'
import { addSettings } from './setting-options.ts'
import type { Terminal } from './terminal.ts'

interface CheckFlags {
  readonly store?: string
  readonly asOf?: string
  readonly ruleOff?: readonly string[]
  readonly type?: 'users' | 'groups'
  readonly format?: Format
  readonly json?: true
  readonly all?: true
}

const readError = (file: string, error: unknown): unknown =>
  error instanceof FileError
    ? new WrongUsage(`Cannot read ${file} at line ${error.line}: ${error.message}`)
    : unreadableFile(file, error)

const toSettings = ({ asOf, ruleOff = [] }: CheckFlags) => {
  const rules = Object.fromEntries(ruleOff.map((id) => [id, 'off']))
  const { settings, errors } = parseSettings({ ...(asOf !== undefined && { asOf }), rules })
  if (errors.length > 0) throw new WrongUsage(errors.join(' '))
  return settings
}

const checkFiles = async (
  files: readonly string[],
  flags: CheckFlags,
  terminal: Terminal,
  askStore: AskStore | undefined,
): Promise<void> => {
  const dialect = dialectOf(toSettings(flags), newestEpoch)
  const findDuplicates = duplicateFinder(files)
  const makeReport = flags.json ? jsonReport : tableReport
  const report: CheckReport = makeReport({ all: flags.all === true, files: files.length })
  const sizes = await Promise.all(files.map(fileSize))
  const bar = progressBar(
    terminal,
    sizes.reduce((total, size) => total + size, 0),
  )
  const print = (text: string) => {
    if (text === '') return
    bar.clear()
    terminal.out(text)
  }

  const chunksOf = async function* (file: string): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(file)) {
      yield chunk
      bar.advance(chunk.length)
    }
  }
  const type = flags.type && ({ users: 'User', groups: 'Group' } as const)[flags.type]
  const tally = createTally()
  for (const [index, file] of files.entries()) {
    try {
      const rows = readRows(chunksOf(file), { format: flags.format, type })
      for await (const row of checkRows(rows, { file: index, dialect, findDuplicates, askStore })) {
        tally.add(row)
        print(report.row(file, row))
      }
    } catch (error) {
      bar.clear()
      throw readError(file, error)
    }
  }
  const result = tally.result()
  print(report.end(result))
  bar.clear()
  if (result.refused > 0) throw new NegativeResult()
}

const append = (value: string, before: readonly string[] = []) => [...before, value]

export const addCheck = (parent: Command, terminal: Terminal): void => {
  const command = parent
    .command('check')
    .description(
      'Check which users and groups in files would be refused or cause a warning, and why. Exits with 1 if any would be refused.',
    )
    .addHelpText(
      'after',
      examples(
        'check users.csv',
        'check users.csv groups.json --store d-1234567890',
        'check users.ndjson --as-of 2024-04-26 --json',
      ),
    )
    .argument(
      '<file...>',
      'CSV file (header row of SCIM paths, or an export of Okta, Entra ID or Google Workspace), JSON or NDJSON file of SCIM resources, or output of `aws identitystore list-users` or `list-groups`',
    )
    .option('--store <id>', 'also check for conflicts with this identity store, using its settings')
    .option('--as-of <date>', 'apply the rules in effect on this date')
    .option('--rule-off <id>', 'turn this rule off (can be repeated)', append)
    .addOption(
      new Option('--type <type>', 'resource type in the files').choices(['users', 'groups']),
    )
    .addOption(
      new Option('--format <format>', 'file format (default: detected from the content)').choices(
        formats,
      ),
    )
    .option('--json', 'print one line of JSON for each row with findings, then the totals')
    .option('--all', 'print every row and every finding, including repeated ones')
  addSettings(command, administerSettings).action(
    async (files: readonly string[], flags: CheckFlags) => {
      const { store, asOf, ruleOff } = flags
      if (store === undefined) return checkFiles(files, flags, terminal, undefined)

      toSettings(flags) // throws WrongUsage before the store is opened
      const config = readSettings(administerSettings, command.opts())
      await withAdministration(config, terminal, async (administration) => {
        await administration.getStore(store)
        await checkFiles(files, flags, terminal, (type, resources) =>
          administration.check(store, {
            type,
            resources,
            ...(asOf !== undefined && { asOf }),
            ...(ruleOff && { rulesOff: ruleOff }),
          }),
        )
      })
    },
  )
}
