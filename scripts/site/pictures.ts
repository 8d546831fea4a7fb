export const takePictures = async (data: string): Promise<void> => void data
