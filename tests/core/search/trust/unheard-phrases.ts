/** Written before the first count; nothing was tuned on them. What can be heard, and what cannot. */

const lines = (text: string): string[] => text.trim().split('\n')

export const musical = lines(`
soft piano with rain
dark ambient with deep bass
energetic drum and bass
slow blues guitar solo
a woman singing in the shower
upbeat ukulele for a commercial
gregorian chant in a cathedral
glitchy electronic beats
old scratchy jazz record
string quartet playing fast
sad violin melody
loud distorted guitars and shouting
children singing a nursery rhyme
brass band in the street
chill beats to relax
romantic spanish guitar
hypnotic minimal techno
tribal percussion
funky disco with slap bass
epic orchestra with choir
sleepy lullaby with music box
country song with banjo
heavy dubstep drop
accordion waltz
smooth saxophone at night
acoustic folk duet
synthwave like an eighties film
mournful cello
fast bluegrass fiddle
reggae with offbeat guitar
peaceful flute and birds
angry hip hop with scratching
latin dance with trumpets
harpsichord baroque
spooky organ
a cappella harmony
trance with a big build up
lonely harmonica
gospel choir clapping
garage rock with fuzz
bossa nova with whispery voice
bagpipes and drums
operatic soprano
lo-fi vinyl crackle
stadium rock anthem
meditation bowls
klezmer clarinet
jungle breakbeats
twangy surf guitar
industrial noise
humming and finger snaps
arpeggiated synthesizer
cinematic tension
mariachi
polka
dreamy shoegaze wall of sound
throat singing
salsa piano
marimba and vibraphone
the sound of waves
`)

export const otherEnglish = lines(`
income statement for march
how to boil an egg
the supreme court decided
reset my password
cheap flights to lisbon
symptoms of the flu
javascript array methods
car tax renewal
minutes of the last meeting
second hand furniture
the periodic table
population of brazil
install a dishwasher
rent agreement template
chicken soup ingredients
nearest petrol station
university entrance exam
currency exchange today
bank holiday dates
exercise for lower backs
printer out of ink
who invented the telephone
pension contributions
tile adhesive for bathrooms
capital of mongolia
parking permit application
dog vaccination schedule
excel pivot table
causes of inflation
job interview questions
passport photo size
lawn mower repair
the theory of relativity
cancel my subscription
contact lens prescription
bus from the airport
inheritance law
tooth extraction aftercare
phone battery replacement
paint for wooden fences
budget deficit
ceiling lamp
cholesterol levels
delivery delayed
diesel engine oil
emergency exit plan
fiscal policy
gluten free bread
house insurance
ironing board cover
kilometres to miles
lease a van
minimum wage
nutrition facts
office chair
postal codes
quarantine rules
return a parcel
server error
tenant rights
`)

export const nonsense = lines(`
asdf jkl
qwertz uiop
fjdk slai
zzxcv
blorf wexil
mnbvc xz
hjkl hjkl
ghfjdk
poiuyt rewq
vbnm ffff
xkcd qqq
lkasjd flkj
wqe rty uio
aaaa bbbb
sdfg hjkö
trvl pqx
oinfwe oinwef
jjjjjj
plok mijn
uhb ygv
tfc rdx esz
nmko
gibber flumph
quorp
snazzle drib
wibbly fnord
zug zug
ahsjdk ahsjdk
eiruty
cmvnb
qpwoei
rutyei wo
bvncm
alskdj
fhg fhg fh
tyghbn
ujmik
plmkoijn
edcrfv
wsxqaz
kjhgfdsa
iop iop
zaqxsw
vfrtgb
nhyujm
dfgdfg
hrtyhrty
cvbcvb
wertwert
oiuoiu
mnopq rst
bxq
fwlp
gdrt
hzzt kk
jwq ioe
krrt
lmnop
ngh tkk
pfft grmbl
`)

export const otherWords = lines(`
die Quartalszahlen liegen vor
wo ist der nächste Bahnhof
ich muss zum Zahnarzt
Antrag auf Verlängerung
der Müll wird dienstags abgeholt
die Heizung ist kaputt
Steuererklärung abgeben
오늘 날씨가 어때요
회의록을 보내 주세요
세금 신고 기간
请把文件发给我
明天上午开会
护照在哪里
税务报告
会議は三時からです
請求書を送ってください
駅はどこですか
確定申告の書類
отчёт за первый квартал
где находится банк
налоговая декларация
запись к врачу
la déclaration de revenus
où est la gare
le contrat de location
une réunion demain matin
la factura del agua
dónde está el banco
informe trimestral
la reunión de mañana
a conta de luz
onde fica a estação
relatório de impostos
la dichiarazione dei redditi
dove si trova la banca
il treno per Milano
räkningen är betald
skatteåterbäring
hvor er banken
kvartalsrapport
belastingaangifte
waar is het station
vergi beyannamesi
toplantı saat üçte
zeznanie podatkowe
gdzie jest dworzec
daňové přiznání
adóbevallás
φορολογική δήλωση
πού είναι η τράπεζα
דוח רבעוני
איפה התחנה
تقرير الضرائب
أين المحطة
कर विवरण
báo cáo thuế
รายงานภาษี
laporan pajak
quartely taks repport
shareholdr meting minuts
`)
