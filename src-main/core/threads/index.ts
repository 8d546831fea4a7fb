export { Thread } from './call.ts'
export { keepSmall } from './keep-small.ts'
export { lossInWords, ThreadClosed, ThreadLost, type Loss } from './lost.ts'
export { serveThread, type Answers, type Asking } from './serve.ts'
