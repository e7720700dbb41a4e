import { bodyRules, requestRules } from '../../../src/identity-center/rules/request.ts'
import { examine } from '../../helpers/examine.ts'

const patch = { method: 'PATCH', userAgent: 'Mozilla/5.0', doubledSlash: false }

examine(requestRules, {
  'doubled-slash': { keeps: [patch], breaks: [{ ...patch, doubledSlash: true }] },
  'user-agent': {
    keeps: [patch, { ...patch, method: 'GET', userAgent: undefined }],
    breaks: [
      { ...patch, userAgent: undefined },
      { ...patch, userAgent: '' },
    ],
  },
})

examine(bodyRules, {
  'duplicate-keys': { keeps: [{ duplicateKeys: false }], breaks: [{ duplicateKeys: true }] },
})
