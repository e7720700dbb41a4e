/** The filters that ListUsers takes: AWS developer guide, ListUsers. Every other one is refused. */
export type UserFilter =
  | { readonly by: 'id' | 'userName' | 'externalId' | 'group'; readonly value: string }
  | { readonly by: 'id-and-manager'; readonly id: string; readonly manager: string }

/** The filters that ListGroups takes: AWS developer guide, ListGroups. */
export type GroupFilter =
  | { readonly by: 'id' | 'displayName' | 'externalId' | 'member'; readonly value: string }
  | { readonly by: 'id-and-member'; readonly id: string; readonly member: string }
