/** Files that leave the window in one drag: more would be copied for minutes by a slip of the hand. */
export const mostDragged = 500
