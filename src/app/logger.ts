import { type DestinationStream, destination, type Logger, pino } from 'pino'
import type { ServeConfig } from '../config.ts'
import { redactSecrets } from '../events/redact-secrets.ts'
import { readableLines } from '../identity-center/code-points.ts'

/** Prepares text that may quote a client: secrets are redacted, control characters are spelled out. */
const textForLog = (text: string): string => redactSecrets(readableLines(text))

/** The stack with its message on one line, so that text from a client cannot look like a log line. */
const stackForLog = ({ stack = '', message }: Error): string =>
  textForLog(message === '' ? stack : stack.replace(message, () => oneLine(message)))

const oneLine = (text: string): string => text.replaceAll('\n', '<U+000A>')

/** The type, message, stack, code and cause of an error. Other properties that drivers add may hold personal data. */
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

/** A request without its query: filters contain names. */
const requestForLog = (request: { method?: string; url?: string; ip?: string }) => ({
  method: request.method,
  path: redactSecrets(request.url?.split('?', 1)[0] ?? ''),
  remoteAddress: request.ip,
})

const standardError = () => destination({ dest: 2, sync: true })

/** The log's destination, standard error: formatted on a terminal, JSON otherwise. */
export const logStream = async (): Promise<DestinationStream> => {
  if (!process.stderr.isTTY) return standardError()
  const { default: pretty } = await import('pino-pretty') // loaded only on a terminal, to keep other starts fast
  return pretty({ destination: 2, sync: true, ignore: 'pid,hostname' })
}

/** The program's logger. Secrets and personal data are removed. Default destination: JSON on standard error. */
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
