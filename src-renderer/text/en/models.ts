import { unstatedLicence, type ModelVariant } from '#contract/models.ts'
import { knownFaultText, modelFaultText } from './faults.ts'
import { bytes, count, counted, decimal } from './numbers.ts'

const licenceText = (licence: string): string => (licence === unstatedLicence ? 'not stated' : licence)

/** Words about listening models. */
export const models = {
  title: 'Listening models',
  lead: 'What listens and understands your words. One is part of Earshot; others can be added. Nothing is fetched unless you ask.',
  add: 'Add from a folder',
  addElsewhere: 'A model of your own is added with “earshot model add” on the machine itself.',
  here: 'Here',
  inUse: 'In use',
  answersStill: 'Answers until the one in its place has heard everything',
  preparing: (heard: number, all: number): string =>
    `Listening first: ${count(heard)} of ${counted(all, 'track')}`,
  ready: (heard: number): string => (heard > 0 ? `Ready, has heard ${counted(heard, 'track')}` : 'Ready'),
  states: { missing: 'Files are missing', corrupt: 'Damaged' },
  facts: (version: string, size: number, licence: string): string =>
    [version, size > 0 ? bytes(size) : '', licenceText(licence)].filter(Boolean).join(' · '),
  licence: licenceText,
  fault: modelFaultText,
  knownFault: knownFaultText,
  lacks: {
    tags: 'names no tags by itself',
    music: 'does not tell music from other sound'
  },
  use: 'Use',
  useNamed: (title: string): string => `Use ${title}`,
  stay: 'Stay with the old one',
  usingSoon: (title: string): string =>
    `${title} listens to your library first. Searches are answered as before until it is done.`,
  using: (title: string): string => `${title} is in use.`,
  test: 'Test',
  testNamed: (title: string): string => `Test ${title}`,
  testing: 'Testing…',
  passed: (alike: number, milliseconds: number): string =>
    `Passed: tells phrases apart (${decimal(alike, 2)}, below 0.90) and sounds too; ${count(Math.round(milliseconds))} ms for 10 seconds of music.`,
  remove: 'Remove',
  removeNamed: (title: string): string => `Remove ${title}`,
  removing: {
    title: 'Remove this model?',
    lead: (title: string, size: number): string => `${title} takes ${bytes(size)}. It can be added again.`,
    heard: (n: number): string => `Also forget what it heard of ${counted(n, 'track')}`,
    heardLead: 'Only listening again brings that back.'
  },
  removed: (title: string): string => `${title} is removed.`,
  known: 'Can be downloaded',
  size: (size: number): string => `about ${bytes(size)}`,
  blocked: 'Broken:',
  download: 'Download',
  downloadNamed: (title: string): string => `Download ${title}`,
  goOn: 'Resume',
  downloading: 'Downloading',
  stop: 'Stop',
  fetched: (size: number): string => `${bytes(size)} are here already`,
  variants: {
    full: 'in full precision',
    fp16: 'in half precision',
    quantized: 'in small numbers'
  } satisfies Record<ModelVariant, string>,
  accept: {
    title: 'Take this model in?',
    licence: 'Licence',
    unstated: 'not stated by its files: ask whoever gave it to you',
    page: 'Its page',
    lead: 'It is copied, tested, and kept if it passes. What listens now stays as it is.',
    downloadLead: 'It is fetched from the page above, tested, and kept if it passes.',
    yes: 'Accept the licence and add',
    yesDownload: 'Accept the licence and download'
  }
} as const
