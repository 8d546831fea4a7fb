import type { Charset } from '#contract/charsets.ts'

/** The letters that are common where a set is used, with the bits each takes: the more frequent, the fewer. */

/** In order of frequency; the first takes `from` bits, the last `to`. */
function ranked(letters: string, from: number, to: number): [string, number][] {
  const all = [...letters]
  return all.map((letter, i) => [letter, from + ((to - from) * i) / Math.max(1, all.length - 1)])
}

const russian = ranked('оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё', 3.2, 8.5)
const ukrainianAndMore = ranked('іїєґўјљњћџђ', 7.5, 9.5)
const greek = ranked('αοιετσνηυρπκμλςίόάωέδγήύθχφβώξζψ', 3.3, 8.5)
const kana = ranked(
  'のいたしてかとなにるをはっきうらりくもんあれさこすよつえまひみめどでがだわそけちせやおほねふゆ' +
    'ンールスイトラアドクリブタシロコムレサバマプカジテフナデキメニオピハエビパ',
  5.5,
  8
)
const hangul = ranked(
  '이다는가의에을하고지한사리도나아기그어서로은자시인라을를대해그너내있수보여비니마정주일부우제오게미스' +
    '구전람없랑날말길바음밤별빛눈물안녕봄꽃달강산속으동무만원문소',
  6,
  9
)
const han =
  '的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去' +
  '行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从' +
  '爱情歌夜雨风花雪月海山水春夏秋冬梦想回忆城市老朋友路上明红星光声音美女男儿王李陈张林黄刘吴'
const hanTraditional =
  '的一是不了人我在有他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生自會那後能對著事其裡所去' +
  '行過家十用發天如然作方成者多日都三小軍二無同麼經法當起與好看學進種將還分此心前面又定見只主沒公從' +
  '愛情歌夜雨風花雪月海山水春夏秋冬夢想回憶城市老朋友路上明紅星光聲音美女男兒王李陳張林黃劉吳'
const kanji =
  '一人日大年出本中子見国言上分生手自行者二間事思時気会十家女三前的方入小地合後目長場代私下立部学物月田何来' +
  '彼話体動社知理山内同心発高実作当新世今書度明五戦力名金性対意用男主通関文屋感郎業定政持道外取所現最化四先' +
  '民身不口川東相法全聞情野考向平成軍開教経信近以語面連問原顔正機九次数美回表声水空白風海夜雨花星夢愛歌朝街君'

const latin = {
  western: ranked('éáíóäöüèàñçãêúåøâôîëïœæßðþûùõìòý', 5.5, 9),
  central: ranked('áíéěýšžčřůúłśżąęćńóźďťňöüőűșț', 5.5, 9),
  turkish: ranked('ıüşçöğiâî', 5, 8)
}

const tables: Readonly<Record<Charset, Map<string, number>>> = {
  'windows-1252': new Map(latin.western),
  'windows-1250': new Map(latin.central),
  'windows-1254': new Map(latin.turkish),
  'windows-1251': new Map([...ukrainianAndMore, ...russian]),
  'koi8-r': new Map([...ukrainianAndMore, ...russian]),
  'iso-8859-7': new Map(greek),
  shift_jis: new Map([...ranked(kanji, 7.5, 10), ...kana]),
  'euc-jp': new Map([...ranked(kanji, 7.5, 10), ...kana]),
  gbk: new Map(ranked(han, 7, 10)),
  big5: new Map(ranked(hanTraditional, 7, 10)),
  'euc-kr': new Map(hangul)
}

export const commonIn = (charset: Charset): ReadonlyMap<string, number> => tables[charset]
