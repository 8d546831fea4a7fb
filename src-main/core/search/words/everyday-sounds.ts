import { plainWords } from './plain-words.ts'

/**
 * "Sounds like rain" asks for rain, whoever is called so: words that everybody uses of what can be heard, which name a
 * band or a song here and there.
 */
const sounds = new Set(
  (
    'rain thunder storm wind water sea ocean waves wave river stream fire birds bird crickets insects night morning ' +
    'summer winter spring autumn sun moon stars sky space heaven forest jungle desert city street train cars machines ' +
    'factory clock bells bell church crowd children laughter crying screaming whisper whispering voice voices talking ' +
    'speech silence noise static radio tape vinyl piano guitar guitars bass drum drums percussion strings violin viola ' +
    'cello harp flute oboe clarinet bassoon saxophone sax trumpet trombone tuba horn horns brass organ harpsichord ' +
    'accordion banjo mandolin ukulele sitar synth synths synthesizer choir orchestra band beat beats vocals singing ' +
    'ambient jazz rock pop metal punk blues folk country soul funk disco house techno trance classical opera reggae ' +
    'happy sad calm dark dreamy sleep dream dreams angels ghosts war love home church party dance a an the of in and'
  ).split(' ')
)

/** Whether a name says nothing but what can be heard. */
export const isEverydaySound = (text: string): boolean => plainWords(text).every(word => sounds.has(word))
