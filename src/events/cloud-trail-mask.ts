/** What CloudTrail shows in the place of a value that says something of a person. */
export const cloudTrailMask = 'HIDDEN_DUE_TO_SECURITY_REASONS'
