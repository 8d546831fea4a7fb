// How many sentences in plain language are read right? usage: npm run evaluate:plain-language
import {
  freshSentences,
  isRight,
  plainWords,
  readingOf,
  sentences
} from '../../tests/core/search/query/plain/sentences.ts'

const tables: [string, readonly (readonly [string, string])[]][] = [
  ['read', sentences],
  ['left as they are', plainWords.map(words => [words, 'plain'] as const)],
  ['fresh, to be read', freshSentences.filter(([, reading]) => reading !== 'plain')],
  ['fresh, to be left', freshSentences.filter(([, reading]) => reading === 'plain')]
]
for (const [name, table] of tables) {
  const wrong = table.filter(([sentence, reading]) => !isRight(sentence, reading))
  console.log(`${name}: ${table.length - wrong.length} of ${table.length} right`)
  for (const [sentence, reading] of wrong)
    console.log(`  ${sentence}\n    expected ${reading}\n    got      ${readingOf(sentence)}`)
}
