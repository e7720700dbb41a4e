/** Where a rule is documented. Created by the functions below only. */
export type Source =
  | {
      readonly kind: 'rfc'
      readonly rfc: 7643 | 7644
      readonly section: string
      readonly title: string
    }
  | {
      readonly kind: 'guide'
      readonly guide: 'developer guide' | 'user guide' | 'Identity Store API'
      readonly page: string
      readonly part?: string
      /** The month in which this edition was read, or was current. */
      readonly read: string
      readonly url: string
    }
  | {
      readonly kind: 'report'
      readonly where: string
      readonly url: string
      readonly date: string
    }
  | { readonly kind: 'decision'; readonly question: string }

const sectionsOf7643 = {
  '2.1': 'Attributes',
  '2.3': 'Attribute Data Types',
  '2.3.2': 'Boolean',
  '2.4': 'Multi-Valued Attributes',
  '2.5': 'Unassigned and Null Values',
  '3': 'SCIM Resources',
  '3.1': 'Common Attributes',
  '4.1': '"User" Resource Schema',
  '4.1.1': 'Singular Attributes',
  '4.1.2': 'Multi-Valued Attributes',
  '4.2': '"Group" Resource Schema',
  '4.3': 'Enterprise User Schema Extension',
} as const

const sectionsOf7644 = {
  '2': 'Authentication and Authorization',
  '3.2': 'SCIM Endpoints and HTTP Methods',
  '3.3': 'Creating Resources',
  '3.4.2.2': 'Filtering',
  '3.5.1': 'Replacing with PUT',
  '3.5.2': 'Modifying with PATCH',
  '3.5.2.1': 'Add Operation',
  '3.5.2.2': 'Remove Operation',
  '3.5.2.3': 'Replace Operation',
  '3.8': 'Data Input/Output Formats',
  '3.10': 'Attribute Notation',
  '3.12': 'HTTP Status and Error Response Handling',
} as const

/** The parts that a page of the developer guide has. */
const parts = {
  'not-supported': 'Not supported',
  constraints: 'Constraints',
  errors: 'Errors',
  examples: 'Examples',
} as const

/** The month in which AWS's current pages were read. */
const read = '2026-11'

/** A section of RFC 7643, SCIM: Core Schema. */
export const rfc7643 = (section: keyof typeof sectionsOf7643): Source => ({
  kind: 'rfc',
  rfc: 7643,
  section,
  title: sectionsOf7643[section],
})

/** A section of RFC 7644, SCIM: Protocol. */
export const rfc7644 = (section: keyof typeof sectionsOf7644): Source => ({
  kind: 'rfc',
  rfc: 7644,
  section,
  title: sectionsOf7644[section],
})

/** A part of a page of AWS's SCIM Implementation Developer Guide. */
export const developerGuide = (page: string, part?: keyof typeof parts): Source => ({
  kind: 'guide',
  guide: 'developer guide',
  page,
  ...(part === undefined ? {} : { part: parts[part] }),
  read,
  url: `https://docs.aws.amazon.com/singlesignon/latest/developerguide/${page}.html`,
})

/** A page of the IAM Identity Center User Guide. */
export const userGuide = (page: string): Source => ({
  kind: 'guide',
  guide: 'user guide',
  page,
  read,
  url: `https://docs.aws.amazon.com/singlesignon/latest/userguide/${page}.html`,
})

/** A page of an older edition of the user guide, which AWS kept on GitHub until June 2023. */
export const formerUserGuide = (page: string, edition: string): Source => ({
  kind: 'guide',
  guide: 'user guide',
  page,
  read: edition,
  url: `https://github.com/awsdocs/aws-single-sign-on-user-guide/blob/main/doc_source/${page}.md`,
})

/** An operation or data type of the Identity Store API, whose store SCIM writes to. */
export const identityStoreApi = (shape: string): Source => ({
  kind: 'guide',
  guide: 'Identity Store API',
  page: shape,
  read,
  url: `https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_${shape}.html`,
})

/** A published observation of the service. */
export const report = (where: string, url: string, date: string): Source => ({
  kind: 'report',
  where,
  url,
  date,
})

/** A decision of this project where nothing is published, with the open question. */
export const decision = (question: string): Source => ({ kind: 'decision', question })

/** A source as a citation, in one line. */
export const sourceText = (source: Source): string => {
  switch (source.kind) {
    case 'rfc':
      return `RFC ${source.rfc}, section ${source.section} (${source.title})`
    case 'guide': {
      const part = source.part === undefined ? '' : `, ${source.part}`
      return `AWS ${source.guide}, ${source.page}${part} (${source.read}), ${source.url}`
    }
    case 'report':
      return `${source.where} (${source.date}), ${source.url}`
    case 'decision':
      return `our decision: ${source.question}`
  }
}
