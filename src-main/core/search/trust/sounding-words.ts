/**
 * Words that name what sounds: instruments, voices, forms, genres. Left out is what ends other phrases as often: "house",
 * "keyboard", "key", "note", "horn".
 */
const sounding: ReadonlySet<string> = new Set(
  (
    'accordion bagpipe bagpipes band banjo bass bassline bassoon brass celesta cello chime choir clarinet cymbal drum ' +
    'drumming erhu fiddle flute glockenspiel guitar harmonica harp harpsichord hi-hat hihat horns keyboards koto lute ' +
    'mandolin marimba oboe orchestra organ oud percussion piano saxophone sax sitar snare strings synth synthesizer ' +
    'synthesiser tabla theremin trombone trumpet tuba ukulele vibraphone viola violin woodwind xylophone ' +
    'acapella baritone chant chanting choral chorus contralto crooning croon harmonies humming rapping scream screaming ' +
    'singalong singer singing soprano tenor vocal voice whistling yodelling beatboxing growl ' +
    'ambience anthem aria arpeggio ballad beat breakbeat breaks cantata carol chord concerto crescendo drone duet ensemble ' +
    'etude fanfare fingerpicking finale fugue groove hymn interlude jam jingle loop lullaby march mass melody minuet ' +
    'nocturne opera overture pads pizzicato prelude psalm quartet requiem rhythm riff serenade shanty shredding solo ' +
    'sonata song soundscape soundtrack strumming suite symphony theme trio tune waltz ' +
    'acoustic ambient bebop bluegrass blues bossa chillout chiptune dancehall disco dixieland drum-and-bass dub dubstep ' +
    'electronica flamenco folk funk gospel grunge hip-hop hiphop jazz klezmer krautrock lo-fi metal polka pop psychedelia ' +
    'punk ragtime rap reggae rock salsa samba shoegaze ska soul swing synthpop synthwave tango techno trance'
  ).split(' ')
)

/** What a phrase is about stands before it: "harp over strings" is of a harp. */
const joints = new Set('of in with for at over on from under like to'.split(' '))
const word = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu

/**
 * The word that says what a phrase is about, where that names what sounds: "sitar" of "a meandering sitar for the
 * evening". Null: it names something else. In English, where it ends what belongs together.
 */
export function soundNamed(phrase: string): string | null {
  const words = phrase.normalize('NFKC').toLowerCase().match(word) ?? []
  const joint = words.findIndex((one, i) => i > 0 && joints.has(one))
  const head = (joint < 0 ? words : words.slice(0, joint)).at(-1)
  if (head === undefined) return null
  return sounding.has(head) || (head.endsWith('s') && sounding.has(head.slice(0, -1))) ? head : null
}
