import { describe, expect, it } from 'vitest'
import type { CaseLanguage, LetterCase } from '#contract/edits.ts'
import { writeCase } from '../../../../src-main/core/tagging/edits/letter-case.ts'

const cases: Partial<Record<`${CaseLanguage} ${LetterCase}`, [string, string][]>> = {
  'en title': [
    ['a day in the life', 'A Day in the Life'],
    ['THE SOUND OF SILENCE', 'The Sound of Silence'],
    ['what are you waiting for', 'What Are You Waiting For'],
    ['live at the BBC, part II', 'Live at the BBC, Part II'],
    ['PART IV: THE RETURN', 'Part IV: The Return'],
    ["don't stop me now (the remix of it)", "Don't Stop Me Now (The Remix of It)"],
    ['R.E.M. and AC/DC meet iPhone McCartney', 'R.E.M. and AC/DC Meet iPhone McCartney'],
    ['old mcdonald had a farm', 'Old McDonald Had a Farm'],
    ['twenty-one - the end', 'Twenty-One - The End'],
    ['i am a rock', 'I Am a Rock'],
    ['„sœurs“ élan', '„Sœurs“ Élan'],
    ['mix', 'Mix'],
    ['mr. blue vs. the sky. the end', 'Mr. Blue vs. the Sky. The End'],
    ['', '']
  ],
  'en sentence': [
    ['A Letter To Elise', 'A letter to elise'],
    ['A letter to Elise', 'A letter to Elise'],
    ['WHO ARE YOU? WHO KNOWS', 'Who are you? Who knows'],
    ['the BBC sessions', 'The BBC sessions']
  ],
  'de title': [
    ['der Mond ist aufgegangen', 'Der Mond ist aufgegangen'],
    ['DER MOND UND DAS MEER', 'Der Mond und das Meer'],
    ['über den Wolken', 'Über den Wolken']
  ],
  'de sentence': [['freude, schöner Götterfunken', 'Freude, schöner Götterfunken']],
  'fr title': [
    ['La Vie En Rose', 'La vie en rose'],
    ['sous le ciel de Paris', 'Sous le ciel de Paris'],
    ["L'AMOUR EST UN OISEAU", "L'amour est un oiseau"]
  ],
  'es title': [['¿QUIÉN SERÁ? LA NOCHE', '¿Quién será? La noche']],
  'it title': [['Nel Blu Dipinto Di Blu', 'Nel blu dipinto di blu']],
  'tr title': [['istanbul ve ılık ırmak', 'İstanbul ve Ilık Irmak']],
  'tr upper': [['istanbul ılık', 'İSTANBUL ILIK']],
  'tr lower': [['IŞIK İZMİR', 'ışık izmir']],
  'en upper': [['Straße, élan', 'STRASSE, ÉLAN']],
  'en lower': [['THE BBC', 'the bbc']]
}

describe.each(Object.entries(cases))('%s', (name, pairs) => {
  const [language, how] = name.split(' ') as [CaseLanguage, LetterCase]
  it.each(pairs)('%s', (text, wanted) => {
    expect(writeCase(text, how, language)).toBe(wanted)
    // What is written so already stays.
    if (how === 'title') expect(writeCase(wanted, how, language)).toBe(wanted)
  })
})
