import { nonEmptyText, parseDatabaseUrl, wholeNumber } from './parsers.ts'
import type { SettingsTable } from './setting.ts'

/** The settings of the database, for every command that opens it. */
export const databaseSettings = {
  databaseUrl: {
    flag: '--database-url',
    argument: '<url>',
    variables: ['SCIM_DATABASE_URL', 'DATABASE_URL'],
    meaning: 'PostgreSQL database to use instead of the embedded one',
    expects: 'a PostgreSQL URL such as postgres://user:password@host:5432/name',
    secret: true,
    parse: parseDatabaseUrl,
  },
  dataDir: {
    flag: '--data-dir',
    argument: '<directory>',
    variables: ['SCIM_DATA_DIR'],
    meaning:
      'directory of the embedded database, the admin token and the server key; memory: stores nothing on disk',
    default: './.identity-center-scim',
    expects: 'a directory or memory:',
    parse: nonEmptyText,
  },
  databaseWait: {
    flag: '--database-wait',
    argument: '<seconds>',
    variables: ['SCIM_DATABASE_WAIT'],
    meaning: 'seconds to wait at startup for an unreachable database',
    default: '60',
    expects: 'a whole number from 0 to 3600',
    parse: wholeNumber(3600),
  },
} as const satisfies SettingsTable
