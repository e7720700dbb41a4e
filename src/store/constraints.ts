import {
  DatabaseUnavailable,
  MissingReference,
  type Outage,
  UniqueViolation,
} from '../identity-center/errors.ts'
import { errorCode } from '../lib/error-code.ts'

/** Error codes of PostgreSQL (appendix A of its manual): the server shuts down or accepts no connection. */
const unavailableCodes = new Set(['57P01', '57P02', '57P03', '57P05', '53300'])

/** Error codes of the system: the server cannot be reached. */
const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // no such Unix socket
])

/** Errors of the driver have no code. */
const driverMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after)/

const constraintName = (error: unknown): string => {
  const name = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  return typeof name === 'string' ? name : 'unknown'
}

const isUnavailable = (error: unknown): boolean => {
  const code = errorCode(error)
  if (code === undefined) return error instanceof Error && driverMessages.test(error.message)
  return code.startsWith('08') || unavailableCodes.has(code) || unreachableCodes.has(code)
}

/** A full disk, and a read-only database (a standby, or a hosted database whose disk is nearly full). */
const outages: Readonly<Record<string, Outage>> = { '53100': 'full', '25006': 'read-only' }

/** A message of the system: PostgreSQL has no code for a read-only file system. */
const readOnlyFiles = /: Read-only file system$/

const findOutage = (error: unknown): Outage | undefined => {
  if (isUnavailable(error)) return 'unreachable'
  if (error instanceof Error && readOnlyFiles.test(error.message)) return 'read-only'
  return outages[errorCode(error) ?? '']
}

/** Translates an error of the driver to one of `identity-center/errors.ts`. Returns any other error unchanged. */
export const translateError = (error: unknown): unknown => {
  const code = errorCode(error)
  if (code === '23505') return new UniqueViolation(constraintName(error))
  if (code === '23503') return new MissingReference(constraintName(error))
  const outage = findOutage(error)
  return outage === undefined ? error : new DatabaseUnavailable(error, outage)
}

/** The same for a failed connection. Resource, system and internal errors mean that the server cannot be used now. */
export const translateConnectError = (error: unknown): unknown => {
  const translated = translateError(error)
  const isServerError = /^(53|58|XX)/.test(errorCode(error) ?? '')
  return translated === error && isServerError
    ? new DatabaseUnavailable(error, 'unreachable')
    : translated
}

/** Whether an error is a serialization failure or a deadlock: the transaction can be retried. */
export const isTransient = (error: unknown): boolean =>
  ['40001', '40P01'].includes(errorCode(error) ?? '')
