/** What CloudTrail shows instead of personal data. */
export const cloudTrailMask = 'HIDDEN_DUE_TO_SECURITY_REASONS'
