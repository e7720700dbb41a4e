import type { Command } from 'commander'
import { ruleBook } from '../identity-center/rules/rule-book.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addRules = (parent: Command, terminal: Terminal): void => {
  parent
    .command('rules')
    .description('Prints the rules that requests are held against.')
    .option('--json', 'print them, with source and remedy, as one line of JSON')
    .action((flags: { json?: true }) => {
      const rows = ruleBook.map((rule) => [
        rule.id,
        rule.level,
        rule.switchable ? 'yes' : 'no',
        rule.since === undefined && rule.until === undefined
          ? ''
          : `${rule.since ?? ''} - ${rule.until ?? ''}`.trim(),
        rule.certainty,
        rule.summary,
      ])
      const heading = ['RULE', 'LEVEL', 'SWITCHABLE', 'SINCE - UNTIL', 'CERTAINTY', 'SUMMARY']
      terminal.out(flags.json ? jsonLine({ items: ruleBook }) : textTable(heading, rows))
    })
}
