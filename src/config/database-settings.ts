import { parseDatabaseUrl, nonEmptyText, wholeNumber } from './parsers.ts'
import type { SettingsTable } from './setting.ts'

/** Where everything is kept: what every command that opens the store can be told. */
export const databaseSettings = {
  databaseUrl: {
    flag: '--database-url',
    argument: '<url>',
    variables: ['SCIM_DATABASE_URL', 'DATABASE_URL'],
    meaning: 'PostgreSQL server to keep everything in, instead of the embedded database',
    expects: 'the address of a PostgreSQL database, postgres://user:password@host:5432/name',
    secret: true,
    parse: parseDatabaseUrl,
  },
  dataDir: {
    flag: '--data-dir',
    argument: '<directory>',
    variables: ['SCIM_DATA_DIR'],
    meaning:
      'directory of the embedded database, the admin token and the server key; memory: keeps nothing on disk',
    default: './.identity-center-scim',
    expects: 'a directory, or memory:',
    parse: nonEmptyText,
  },
  databaseWait: {
    flag: '--database-wait',
    argument: '<seconds>',
    variables: ['SCIM_DATABASE_WAIT'],
    meaning: 'how long to wait at the start for a database server that cannot be reached',
    default: '60',
    expects: 'a whole number of seconds from 0 to 3600',
    parse: wholeNumber(3600),
  },
} as const satisfies SettingsTable
