/**
 * Texts of albums that do not exist, by the character set their tags are in, written before the detection was: artist,
 * album, then titles. Long ones and short ones, with English among them, as they are in old libraries.
 */
export const albums: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'windows-1251': [
    [
      'Северный ветер',
      'Дорога домой',
      'Утро',
      'Старый город',
      'Письмо',
      'Зимний вечер',
      'Мосты',
      'Последний поезд'
    ],
    ['Марина Ковалёва', 'Тихие песни', 'Колыбельная', 'Ты уедешь (feat. DJ Snow)', 'Live in Moscow'],
    ['ЧЁРНЫЙ КОТ', 'ЛУЧШЕЕ', 'ДОЖДЬ', 'НОЧЬ', 'Intro'],
    ['Кино', 'Звезда', 'Лес'],
    ['Океан мрій', 'Весна', 'Якби ти знала', 'Їдемо', 'Моє місто']
  ],
  'koi8-r': [
    [
      'Северный ветер',
      'Дорога домой',
      'Утро',
      'Старый город',
      'Письмо',
      'Зимний вечер',
      'Мосты',
      'Последний поезд'
    ],
    ['Группа «Полюс»', 'Сны о море', 'Прощание', 'Чайка', 'Остров'],
    ['ВЕЧЕР', 'ПЕСНИ', 'ОСЕНЬ'],
    ['Лёд', 'Снег', 'Track 1']
  ],
  'iso-8859-7': [
    ['Ελένη Παπαδάκη', 'Το τραγούδι της θάλασσας', 'Καλημέρα', 'Νύχτα στην Αθήνα', 'Το καράβι', 'Μη φύγεις'],
    ['Οι Φίλοι', 'Ρεμπέτικα', 'Ο δρόμος', 'Γιατί', 'Στο λιμάνι (live)'],
    ['ΑΓΑΠΗ', 'ΚΑΛΟΚΑΙΡΙ', 'ΗΛΙΟΣ']
  ],
  shift_jis: [
    ['山田花子', '雨の街', '夜明けのうた', 'さよなら', '東京の空', 'ひとりごと', '海へ'],
    ['ブルースカイ', 'サマーデイズ', 'ラブソング', 'ドライブ (Album Mix)', '君と夏'],
    ['夜', '雨音', 'Piano'],
    ['鈴木一郎カルテット', 'ライブ・イン・大阪', '枯葉', '酒とバラの日々']
  ],
  'euc-jp': [
    ['山田花子', '雨の街', '夜明けのうた', 'さよなら', '東京の空', 'ひとりごと', '海へ'],
    ['ブルースカイ', 'サマーデイズ', 'ラブソング', 'ドライブ', '君と夏'],
    ['夜', '雨音', 'Piano']
  ],
  gbk: [
    ['李小明', '城市的夜晚', '下雨天', '我的家乡', '再见', '月亮下的歌', '等你回来'],
    ['北方乐队', '路上', '火车', '春天来了 (Live)', '老朋友'],
    ['王芳', '雪', '海边']
  ],
  big5: [
    ['陳美玲', '城市的夜晚', '下雨天', '我的家鄉', '再見', '月亮下的歌', '等你回來'],
    ['海風樂團', '旅行的意義', '火車', '春天來了 (Live)', '老朋友'],
    ['林志遠', '雪', '海邊']
  ],
  'euc-kr': [
    ['김민수', '서울의 밤', '비가 오는 날', '사랑했던 너에게', '안녕', '기억 속으로', '봄날'],
    ['푸른하늘', '여행', '기차를 타고', '그대 없는 거리 (Live)', '바다'],
    ['이슬', '눈물', '겨울']
  ],
  'windows-1252': [
    [
      'Élodie Marchand',
      'Près de la forêt',
      'L’été dernier',
      'Où es-tu ?',
      'Déjà vu',
      'Une chanson française',
      'Noël'
    ],
    ['Die Fährte', 'Über den Dächern', 'Schöne Grüße', 'Mädchen im Süden', 'Straße', 'Fünf Uhr früh'],
    ['Café del Río', 'Canción', 'Mañana', 'El corazón', '¿Dónde estás?', 'Niños'],
    ['Björk Sigurðardóttir', 'Þögn', 'Ævintýri', 'Hljóð', 'Lítið ljós'],
    ['Åsa Öberg', 'Sånger från norr', 'Älven', 'Så länge', 'På väg hem'],
    ['João Simões', 'Canções de amor', 'Não', 'Coração', 'Manhã', 'São Paulo à noite'],
    ['Motörhaze', 'Röck', 'Naïve', 'Don’t Stop – “Live”…', '€5'],
    ['Sœurs', 'Œuvres', 'Cœur'],
    ['Café', 'Live', 'One'],
    ['Håkon Sæther', 'Blå', 'Ødemark', 'Nå']
  ],
  'windows-1250': [
    ['Łukasz Wiśniewski', 'Późną nocą', 'Źródło', 'Światło', 'Żółte liście', 'Pamiętam cię'],
    ['Jiří Dvořák', 'Písničky', 'Večerní vlak', 'Řeka', 'Děti', 'Můj dům']
  ],
  'windows-1254': [['Ayşe Yıldız', 'Gece Şarkıları', 'İstanbul', 'Yağmur', 'Güneş', 'Bir gün']]
}
