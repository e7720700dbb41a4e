import { enterpriseExtension } from '../../identity-center/identity-store/views.ts'
import { apiExtensionSupported } from '../../identity-center/rules/identity-store.ts'
import type { StoreCall } from './store-call.ts'

/** The names of the extensions in a request, which has a list of names or an object by name. Only one is supported. */
export const extensionNames = ({ input, evaluation }: StoreCall): readonly string[] => {
  const sent = input['Extensions'] ?? []
  const names = Array.isArray(sent) ? sent.map(String) : Object.keys(Object(sent))
  const index = names.findIndex((name) => name !== enterpriseExtension)
  if (index === -1) return names
  const name = names[index] ?? ''
  const violation = {
    location: ['Extensions', Array.isArray(sent) ? index : name],
    value: name,
    note: `${name} is not a supported extension.`,
  }
  throw evaluation.refusal(apiExtensionSupported, [violation])
}
