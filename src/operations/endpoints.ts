import type { OperationName } from './operation.ts'

/** The guide's list of supported operations: method, path below the endpoint, name. */
export const endpoints = [
  ['POST', '/Users', 'CreateUser'],
  ['GET', '/Users', 'ListUsers'],
  ['GET', '/Users/:id', 'GetUser'],
  ['PUT', '/Users/:id', 'PutUser'],
  ['PATCH', '/Users/:id', 'PatchUser'],
  ['DELETE', '/Users/:id', 'DeleteUser'],
  ['POST', '/Groups', 'CreateGroup'],
  ['GET', '/Groups', 'ListGroups'],
  ['GET', '/Groups/:id', 'GetGroup'],
  ['PATCH', '/Groups/:id', 'PatchGroup'],
  ['DELETE', '/Groups/:id', 'DeleteGroup'],
  ['GET', '/ServiceProviderConfig', 'ServiceProviderConfig'],
  ['GET', '/ResourceTypes', 'ListResourceTypes'],
  ['GET', '/Schemas', 'ListSchemas'],
  ['GET', '/Schemas/:id', 'GetSchema'],
] as const satisfies readonly (readonly [string, string, OperationName])[]
