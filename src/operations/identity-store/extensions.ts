import { enterpriseExtension } from '../../identity-center/identity-store/views.ts'
import { refusalOf } from '../../identity-center/judge.ts'
import { apiExtensionSupported } from '../../identity-center/rules/identity-store.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import type { StoreCall } from './store-call.ts'

/** The extensions that a request names: a list of names, or what they hold by name. There is only one. */
export const extensionNames = ({ input, dialect }: StoreCall): readonly string[] => {
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
  throw refusalOf(apiExtensionSupported, [violation], dialect, [], jsonPointer)
}
