/** Makes a scrolling box focusable, so that it can be scrolled with the keyboard: WCAG 2.2, 2.1.1. */
export const keyboardScrollable = { tabIndex: 0 } as const
