import { putUserRules } from '../../../src/identity-center/rules/put-user.ts'
import { examine } from '../../helpers/examine.ts'
import { putting } from '../../helpers/subjects.ts'
import {
  activeExamples,
  jane,
  readExamples,
  userExamples,
  wholeAddress,
} from '../../helpers/user-examples.ts'

const partial = { ...jane, addresses: [{ type: 'work' }] }

examine(putUserRules, {
  ...readExamples({ ...userExamples, ...activeExamples }, (body) => putting(body)),
  'put-id-matches': {
    keeps: [putting(jane)],
    breaks: [putting({ ...jane, id: '' }), putting({ ...jane, id: 'another' })],
  },
  'address-complete': {
    asOf: '2021-08-31',
    keeps: [
      putting(jane),
      putting({ ...jane, addresses: [wholeAddress] }),
      putting(partial, partial),
    ],
    breaks: [putting(partial), putting(partial, { ...jane, addresses: [wholeAddress] })],
  },
})
