import { bodyRules, requestRules } from '../../../src/identity-center/rules/request.ts'
import { examine } from '../../helpers/examine.ts'

const patch = { method: 'PATCH', userAgent: 'Mozilla/5.0', doubledSlash: false }

examine(requestRules, {
  'path-single-slashes': { keeps: [patch], breaks: [{ ...patch, doubledSlash: true }] },
  'user-agent-required': {
    keeps: [patch, { ...patch, method: 'GET', userAgent: undefined }],
    breaks: [
      { ...patch, userAgent: undefined },
      { ...patch, userAgent: '' },
    ],
  },
})

examine(bodyRules, {
  'body-keys-unique': { keeps: [{ duplicateKeys: false }], breaks: [{ duplicateKeys: true }] },
})
