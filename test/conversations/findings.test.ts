import t from 'tap'
import { startTestServer } from '../helpers/server.ts'
import { readConversations } from './conversation.ts'
import { replay } from './replay.ts'
import { type Sent, send } from './send.ts'

/* Each sync error from the field that reaches the server is told by its true cause, with what mends it. */

interface Finding {
  readonly ruleId: string
  readonly severity: 'refused' | 'warning'
  readonly path: string
  readonly value: string
  readonly sentence: string
  readonly source: string
  readonly remedy: string
}

/** A rule that has to be named, and what its finding must say. */
interface Cause {
  readonly severity: Finding['severity']
  readonly path: RegExp
  readonly value?: RegExp
  readonly sentence?: RegExp
  readonly remedy: RegExp
}

type Causes = Readonly<Record<string, Cause>>

const refused = (path: RegExp, remedy: RegExp, more: Partial<Cause> = {}): Cause => ({
  severity: 'refused',
  path,
  remedy,
  ...more,
})
const warned = (path: RegExp, remedy: RegExp, more: Partial<Cause> = {}): Cause => ({
  ...refused(path, remedy, more),
  severity: 'warning',
})

const multiValued = /^(emails|phoneNumbers|addresses|roles)$/
const anywhere = /^/
const spelledOut = { value: /U\+[0-9A-F]{4}.* at position \d/ }
const holder = { sentence: /held by [0-9a-f-]{36} \(.+\), created \d{4}-.*by SCIM/ }

/** What the first finding of each refusal names, and which warnings there are; by the number of the error. */
const rows: Readonly<Record<string, Causes>> = {
  '01': { 'required-attribute': refused(/^(userName|displayName|name\.\w+)$/, /constant/) },
  '02': { 'single-value': refused(multiValued, /one value only/) },
  '03': {
    'forbidden-characters': refused(/Name|title/i, /attribute mapping/, spelledOut),
    'line-breaks-in-names': refused(/Name/i, /attribute mapping/, spelledOut),
    characters: refused(/Name/i, /attribute mapping/, spelledOut),
  },
  '04': { 'minimum-length': refused(/givenName|title|manager/, /Leave the attribute out/) },
  '05': { 'partial-address': warned(/^addresses\./, /all five parts .*, or none/) },
  '06': {
    'unsupported-attribute': warned(/^(password|photos|ims|entitlements|x509C.*)$/, /out of the/),
    'groups-in-user': refused(/^groups/, /group/),
  },
  '07': { 'unsupported-sub-attribute': warned(/manager\.displayName|display/, /leave|out of/i) },
  '08': { 'unique-user-name': refused(/^userName$/, /adopt it .* delete it/, holder) },
  '09': {
    'unique-email': refused(/^emails\.value$/, /another address/, holder),
    'unique-user-name': refused(/^userName$/, /adopt it/, holder),
  },
  '10': { 'unique-user-name': refused(/^userName$/, /adopt it/, holder) },
  '11': {
    'group-changes-100': refused(anywhere, /100/),
    'group-create-members-100': refused(/members/, /100|PATCH/),
  },
  '12': { 'replace-members': refused(anywhere, /add.* remove/i) },
  '13': { 'replace-members': refused(anywhere, /add.* remove/i) },
  '14': { 'member-value': refused(anywhere, /id/) },
  '15': {
    'remove-all-members': refused(anywhere, /member/),
    'patch-path-required': refused(anywhere, /path/),
  },
  '16': { 'pathless-single-attribute': refused(anywhere, /one operation with a path for each/) },
  '17': { 'patch-path': refused(anywhere, /spel/i) },
  '18': { 'forbidden-characters': refused(/^displayName$/, /Remove or replace/, spelledOut) },
  '19': { route: refused(anywhere, /slash/) },
  '20': { 'doubled-slash': warned(anywhere, /slash off the end/) },
  '21': { 'doubled-slash': warned(anywhere, /slash off the end/) },
  '22': { 'bearer-token': refused(anywhere, /token/) },
  '23': { 'user-agent': warned(anywhere, /User-Agent/) },
  '24': { rate: refused(anywhere, /wait/i) },
  '25': {
    'filter-format': refused(/^filter$/, /one attribute: userName/),
    'unique-user-name': refused(/^userName$/, /adopt it/, holder),
  },
  '27': { 'put-group': refused(anywhere, /PATCH with add and remove/) },
  '28': { 'single-value': refused(/^emails$/, /one value only/) },
  '29': { 'group-not-found': refused(/^id$/, /Look the group up/) },
  '32': { 'required-attribute': refused(/^displayName$/, /constant/) },
  '34': { 'email-primary': refused(/^emails\.primary$/, /"primary": true/) },
  '35': {
    'patch-once': refused(anywhere, /last of the operations/),
    'remove-required-attribute': refused(anywhere, /Replace the attribute/),
  },
  '39': {
    'user-not-found': refused(/^id$/, /Look the user up/),
    'group-not-found': refused(/^id$/, /Look the group up/),
  },
  '40': { 'filter-format': refused(/^filter$/, /Match on one attribute/) },
  '41': { 'filter-format': refused(/^filter$/, /Match on one attribute/) },
  '42': {
    'attribute-type': refused(/^emails$/, /lists as lists/),
    'unknown-schema': warned(/^schemas/, /core schema/),
  },
}

const server = await startTestServer(t, { allowClock: true })

const findingsOf = async (requestId: unknown): Promise<readonly Finding[]> => {
  const response = await fetch(`${server.adminUrl}/api/v1/events/${requestId}`, {
    headers: { authorization: `Bearer ${server.adminToken}` },
  })
  const event = JSON.parse(await response.text())
  return event.findings
}

for (const { file, conversation } of readConversations()) {
  const number = /^field-error-(\d\d)(?!.*-(20\d\d|strict|refused|off)\.json)/.exec(file)?.[1]
  if (number === undefined) continue

  t.test(`${file}: ${conversation.title}`, async (t) => {
    const { asOf, settings = {} } = conversation
    await server.reset()
    await server.configure(asOf === undefined ? settings : { ...settings, asOf })
    // However slow the machine is, what is sent together falls into one second.
    await server.setClock(settings.throttling ? { frozenAt: new Date().toISOString() } : {})

    const deciding: Finding[] = []
    const warnings: Finding[] = []
    const listened = async (sent: Sent) => {
      const answer = await send(sent)
      const findings = await findingsOf(answer.headers['x-amzn-requestid'])
      t.equal(findings[0]?.severity === 'refused', answer.status >= 400, 'refused if it is')
      if (findings[0]?.severity === 'refused') deciding.push(findings[0])
      warnings.push(...findings.filter(({ severity }) => severity === 'warning'))
      return answer
    }
    const { endpoint, token } = server
    await replay(t, conversation, { endpoint, token, unique: '', cleansUp: false, send: listened })

    const causes = Object.entries(rows[number] ?? {})
    const refusing = causes.flatMap(([id, { severity }]) => (severity === 'refused' ? id : []))
    t.same(new Set(deciding.map(({ ruleId }) => ruleId)), new Set(refusing), 'the causes')
    for (const [id, cause] of causes) {
      const told = (cause.severity === 'refused' ? deciding : warnings).filter(
        ({ ruleId }) => ruleId === id,
      )
      t.ok(told.length > 0, `${id} is named`)
      for (const finding of told) {
        t.match(finding.path, cause.path, `${id}: where`)
        t.match(finding.remedy, cause.remedy, `${id}: what to do`)
        t.match(finding.value, cause.value ?? anywhere, `${id}: the value`)
        t.match(finding.sentence, cause.sentence ?? /./, `${id}: why`)
        t.ok(finding.source.length > 0, `${id}: who says so`)
      }
    }
  })
}
