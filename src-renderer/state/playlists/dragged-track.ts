/** What a dragged track is called while it is in the air: its number. */
export const draggedTrack = 'text/x-earshot-track'
