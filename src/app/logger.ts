import { type DestinationStream, destination, type Logger, pino } from 'pino'
import type { ServeConfig } from '../config.ts'
import { redactSecrets } from '../events/redact-secrets.ts'
import { readableLines } from '../identity-center/code-points.ts'

/** A text that may quote a client: it must neither give a secret away, nor act on the terminal that shows it. */
const textForLog = (text: string): string => redactSecrets(readableLines(text))

/** The stack with the message in one line: what a client wrote must not look like a line of the log. */
const stackForLog = ({ stack = '', message }: Error): string =>
  textForLog(message === '' ? stack : stack.replace(message, () => oneLine(message)))

const oneLine = (text: string): string => text.replaceAll('\n', '<U+000A>')

/** The part of an error that says what went wrong; what else a driver hangs on it may hold people's data. */
const errorForLog = (error: unknown): unknown =>
  error instanceof Error
    ? {
        type: error.name,
        message: textForLog(error.message),
        stack: stackForLog(error),
        ...('code' in error && { code: error.code }),
        ...(error.cause !== undefined && { cause: errorForLog(error.cause) }),
      }
    : textForLog(String(error))

/** Only the path of a request: a filter names people. */
const requestForLog = (request: { method?: string; url?: string; ip?: string }) => ({
  method: request.method,
  path: redactSecrets(request.url?.split('?', 1)[0] ?? ''),
  remoteAddress: request.ip,
})

const standardError = () => destination({ dest: 2, sync: true })

/** Standard error as a place for the log: for people on a terminal, JSON otherwise. */
export const logStream = async (): Promise<DestinationStream> => {
  if (!process.stderr.isTTY) return standardError()
  const { default: pretty } = await import('pino-pretty') // no server that runs unattended has to load it
  return pretty({ destination: 2, sync: true, ignore: 'pid,hostname' })
}

/** The log of the program, JSON on standard error unless told otherwise. Never a secret. */
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
