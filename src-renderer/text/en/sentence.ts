/** Sentences put together from parts. */

/** With a capital at the start. */
export const opened = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
