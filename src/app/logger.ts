import { type DestinationStream, destination, type Logger, pino } from 'pino'
import pretty from 'pino-pretty'
import type { ServeConfig } from '../config.ts'

/** The part of an error that says what went wrong; what else a driver hangs on it may hold people's data. */
const errorForLog = (error: unknown): unknown =>
  error instanceof Error
    ? {
        type: error.name,
        message: error.message,
        stack: error.stack,
        ...('code' in error && { code: error.code }),
        ...(error.cause !== undefined && { cause: errorForLog(error.cause) }),
      }
    : String(error)

/** Only the path of a request: a filter names people. */
const requestForLog = (request: { method?: string; url?: string; ip?: string }) => ({
  method: request.method,
  path: request.url?.split('?', 1)[0],
  remoteAddress: request.ip,
})

const standardError = (): DestinationStream =>
  process.stderr.isTTY
    ? pretty({ destination: 2, sync: true, ignore: 'pid,hostname' })
    : destination({ dest: 2, sync: true })

/** The log of the program, on standard error: for people on a terminal, JSON otherwise. Never a secret. */
export const createLogger = (
  level: ServeConfig['logLevel'],
  stream: DestinationStream = standardError(),
): Logger =>
  pino(
    {
      level,
      redact: ['authorization', '*.authorization', '*.headers.authorization'],
      serializers: { req: requestForLog, err: errorForLog },
    },
    stream,
  )
