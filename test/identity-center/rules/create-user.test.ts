import { createUserRules } from '../../../src/identity-center/rules/create-user.ts'
import { examine } from '../../helpers/examine.ts'
import { creating } from '../../helpers/subjects.ts'
import { activeExamples, readExamples, userExamples } from '../../helpers/user-examples.ts'

examine(createUserRules, readExamples({ ...userExamples, ...activeExamples }, creating))
