/** What dragged tracks are called while they are in the air: their numbers. */
export const draggedTrack = 'text/x-earshot-track'

export const dragTracks = (event: DragEvent, ids: readonly number[]): void =>
  event.dataTransfer?.setData(draggedTrack, ids.join(','))

export const draggedIds = (event: DragEvent): number[] =>
  (event.dataTransfer?.getData(draggedTrack) ?? '')
    .split(',')
    .map(Number)
    .filter(id => id > 0)
