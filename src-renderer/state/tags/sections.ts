/** The parts of the tags, in the order of the sidebar. */
export const tagSections = ['taught', 'vocabulary', 'audit', 'plans', 'history'] as const
export type TagSection = (typeof tagSections)[number]
