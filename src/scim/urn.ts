/** The schema and message identifiers of RFC 7643 (section 10.4) and RFC 7644 (section 8.2). */
export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const enterpriseUserUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const schemaUrn = 'urn:ietf:params:scim:schemas:core:2.0:Schema'
export const resourceTypeUrn = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType'
export const serviceProviderConfigUrn =
  'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'
export const listResponseUrn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
export const patchOpUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error'
