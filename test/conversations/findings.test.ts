import t from 'tap'
import { startTestServer } from '../helpers/server.ts'
import { readConversations } from './conversation.ts'
import { replay } from './replay.ts'
import { type Sent, send } from './send.ts'

/* The findings of each known sync error name its true cause and the remedy. */

interface Finding {
  readonly ruleId: string
  readonly severity: 'refused' | 'warning'
  readonly path: string
  readonly value: string
  readonly sentence: string
  readonly source: string
  readonly remedy: string
}

/** What the finding of a rule must have. */
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

/** The first finding of each refusal, and the warnings, by the number of the error. */
const rows: Readonly<Record<string, Causes>> = {
  '01': { 'attribute-required': refused(/^(userName|displayName|name\.\w+)$/, /constant/) },
  '02': { 'multi-valued-single-value': refused(multiValued, /one value only/) },
  '03': {
    'attribute-forbidden-characters': refused(/Name|title/i, /attribute mapping/, spelledOut),
    'name-single-line': refused(/Name/i, /attribute mapping/, spelledOut),
    'attribute-pattern': refused(/Name/i, /attribute mapping/, spelledOut),
  },
  '04': { 'attribute-length-min': refused(/givenName|title|manager/, /Omit the attribute/) },
  '05': { 'address-parts-required': warned(/^addresses\./, /all five parts .*, or none/) },
  '06': {
    'attribute-supported': warned(
      /^(password|photos|ims|entitlements|x509C.*)$/,
      /Remove the attribute/,
    ),
    'user-groups-omitted': refused(/^groups/, /group/),
  },
  '07': {
    'sub-attribute-supported': warned(/manager\.displayName|display/, /Remove the sub-attribute/),
  },
  '08': { 'user-name-unique': refused(/^userName$/, /Update it .* delete it/, holder) },
  '09': {
    'email-unique': refused(/^emails\.value$/, /another address/, holder),
    'user-name-unique': refused(/^userName$/, /Update it/, holder),
  },
  '10': { 'user-name-unique': refused(/^userName$/, /Update it/, holder) },
  '11': {
    'patch-members-max-100': refused(anywhere, /100/),
    'group-members-max-100': refused(/members/, /100|PATCH/),
  },
  '12': { 'patch-members-not-replaced': refused(anywhere, /add.* remove/i) },
  '13': { 'patch-members-not-replaced': refused(anywhere, /add.* remove/i) },
  '14': { 'member-value-required': refused(anywhere, /id/) },
  '15': {
    'patch-members-remove-named': refused(anywhere, /member/),
    'patch-path-required': refused(anywhere, /path/),
  },
  '16': {
    'patch-pathless-single-attribute': refused(anywhere, /one operation with a path for each/),
  },
  '17': { 'patch-path-valid': refused(anywhere, /spel/i) },
  '18': {
    'attribute-forbidden-characters': refused(/^displayName$/, /Remove or replace/, spelledOut),
  },
  '19': { 'endpoint-exists': refused(anywhere, /slash/) },
  '20': { 'path-single-slashes': warned(anywhere, /Remove the slash at the end/) },
  '21': { 'path-single-slashes': warned(anywhere, /Remove the slash at the end/) },
  '22': { 'bearer-token-valid': refused(anywhere, /token/) },
  '23': { 'user-agent-required': warned(anywhere, /User-Agent/) },
  '24': { 'request-rate': refused(anywhere, /wait/i) },
  '25': {
    'filter-supported': refused(/^filter$/, /one attribute: for users userName/),
    'user-name-unique': refused(/^userName$/, /Update it/, holder),
  },
  '27': { 'group-update-by-patch': refused(anywhere, /PATCH with add and remove/) },
  '28': { 'multi-valued-single-value': refused(/^emails$/, /one value only/) },
  '29': { 'group-exists': refused(/^id$/, /Look up the group/) },
  '32': { 'attribute-required': refused(/^displayName$/, /constant/) },
  '34': { 'email-primary': refused(/^emails\.primary$/, /"primary": true/) },
  '35': {
    'patch-attribute-once': refused(anywhere, /last of these operations/),
    'patch-required-attribute-kept': refused(anywhere, /Replace the attribute/),
  },
  '39': {
    'user-exists': refused(/^id$/, /Look up the user/),
    'group-exists': refused(/^id$/, /Look up the group/),
  },
  '40': { 'filter-supported': refused(/^filter$/, /Match on one attribute/) },
  '41': { 'filter-supported': refused(/^filter$/, /Match on one attribute/) },
  '42': {
    'attribute-type': refused(/^emails$/, /a list as a list/),
    'schema-urn-known': warned(/^schemas/, /core schema/),
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
    // The clock is frozen, so that concurrent requests fall into one second however slow the machine is.
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
