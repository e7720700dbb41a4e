import {
  DatabaseUnavailable,
  MissingReference,
  type Outage,
  UniqueViolation,
} from '../identity-center/errors.ts'
import { errorCode } from '../lib/error-code.ts'

/** PostgreSQL's error codes (appendix A of its manual) that say that the server is going or gone. */
const unavailableStates = new Set(['57P01', '57P02', '57P03', '57P05', '53300'])

/** The system's error codes that say the same. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // a Unix socket that is not there
])

/** The driver's own errors have no code. */
const driverMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after)/

const constraintOf = (error: unknown): string => {
  const name = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  return typeof name === 'string' ? name : 'unknown'
}

const isUnavailable = (error: unknown): boolean => {
  const code = errorCode(error)
  if (code === undefined) return error instanceof Error && driverMessages.test(error.message)
  return code.startsWith('08') || unavailableStates.has(code) || unreachable.has(code)
}

/** A disk without room, and a database that only reads (a standby; or a hosted one whose disk is nearly full). */
const notWritable: Readonly<Record<string, Outage>> = { '53100': 'full', '25006': 'read-only' }

/** The system's own words: PostgreSQL has no code for a file system that is read-only. */
const readOnlyFiles = /: Read-only file system$/

const outageOf = (error: unknown): Outage | undefined => {
  if (isUnavailable(error)) return 'unreachable'
  if (error instanceof Error && readOnlyFiles.test(error.message)) return 'read-only'
  return notWritable[errorCode(error) ?? '']
}

/** What an error of the driver means to the rooms above; itself when it is none of their business. */
export const meaningOf = (error: unknown): unknown => {
  const code = errorCode(error)
  if (code === '23505') return new UniqueViolation(constraintOf(error))
  if (code === '23503') return new MissingReference(constraintOf(error))
  const outage = outageOf(error)
  return outage === undefined ? error : new DatabaseUnavailable(error, outage)
}

/** The same of an error that a connection was refused with: the server is there, and in no state to serve anybody. */
export const meaningOfRefusal = (error: unknown): unknown => {
  const meaning = meaningOf(error)
  const isItsOwn = /^(53|58|XX)/.test(errorCode(error) ?? '') // resources, system and internal errors
  return meaning === error && isItsOwn ? new DatabaseUnavailable(error, 'unreachable') : meaning
}

/** A serialization failure or a deadlock: the transaction may simply be run again. */
export const isTransient = (error: unknown): boolean =>
  ['40001', '40P01'].includes(errorCode(error) ?? '')
