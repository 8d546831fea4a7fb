import type { Messages } from '../messages.ts'
import { count } from './numbers.ts'

/** Tracks that somebody left out of the library. */
export const left: Messages['left'] = {
  done: called => `라이브러리에서 뺐어요: ${called}. 파일은 그대로 있고, 뺀 곡은 “제외된 파일”에 나와요.`,
  title: n => `직접 뺀 곡 ${count(n)}곡`,
  lead: '찾거나 재생하거나 세지 않아요. 파일은 있던 곳에 그대로 있어요.',
  takeBack: '되돌리기',
  takeBackOf: title => `되돌리기: ${title}`,
  takeAllBack: '모두 되돌리기'
}
