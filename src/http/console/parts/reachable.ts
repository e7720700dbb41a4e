/** Of a box that scrolls: without it, nobody who has but a keyboard could see the rest. WCAG 2.2, 2.1.1. */
export const reachable = { tabIndex: 0 } as const
