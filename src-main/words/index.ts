/** The words of the command line, and of files that are written for people: English for every code of the contract. */
export { entryReasonText, smartReasonText } from './reasons.ts'
