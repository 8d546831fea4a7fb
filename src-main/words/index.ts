/** The words of the command line, and of files that are written for people: English for every code of the contract. */
export { descriptionText } from './description.ts'
export { copyText, keepReasonText } from './doubles.ts'
export { expectationText } from './expected.ts'
export { exportLossText, importNoteText } from './exchange.ts'
export {
  confinementText,
  databaseFaultText,
  decodeWarningText,
  knownFaultText,
  modelFaultText,
  problemText,
  providerFaultText
} from './faults.ts'
export { leftOutText } from './left-out.ts'
export { apartText, playlistSoundText, reportNoteText } from './look.ts'
export { draftNoteText, meaningText, ruleNoteText } from './making.ts'
export { namedText } from './names.ts'
export { keyText, tempoText } from './measured.ts'
export { planNameText } from './plans.ts'
export { putBackWords } from './put-back.ts'
export { entryReasonText, smartReasonText } from './reasons.ts'
export { resultText } from './results.ts'
export { trustText } from './trust.ts'
export { understoodText } from './understood.ts'
export { whyText } from './why.ts'
export { grouped } from './sentence.ts'
