import type { Command } from 'commander'
import { ruleBook } from '../identity-center/rules/rule-book.ts'
import { examples } from './examples.ts'
import { jsonLine, textTable } from './print.ts'
import type { Terminal } from './terminal.ts'

export const addRules = (parent: Command, terminal: Terminal): void => {
  parent
    .command('rules')
    .description('List the rules that requests must obey.')
    .addHelpText('after', examples('rules', 'rules --json'))
    .option('--json', 'print one line of JSON, with the source and remedy of each rule')
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
