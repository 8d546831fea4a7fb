import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/**
 * Who may import whom (docs/architecture.md). Each rule names a folder and what must not be reached from it,
 * as import path patterns; a name that ends in /** stops everything below it.
 */
const fence = (files, forbidden, why) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message: why }] }]
  }
})

const shells = ['**/app/**', '**/preload/**', '**/serve/**', '**/cli/**', '**/shell/**']
const words = '**/words/index.ts'
const features = [
  '**/core/albums/**',
  '**/analysis/**',
  '**/scan/**',
  '**/search/**',
  '**/tagging/**',
  '**/playlists/**',
  '**/keeping/**',
  '**/core/covers/**',
  '**/core/doubles/**',
  '**/core/map/**'
]
const parts = ['**/audio/**', '**/database/**', '**/inference/**', '**/jobs/**', '**/library/**']

/** Calls that hand SQL to the database. */
const sql = [
  "CallExpression[callee.property.type='Identifier'][callee.property.name='prepare']",
  "CallExpression[callee.property.name='exec'][callee.object.name=/^(db|database)$/]",
  "CallExpression[callee.property.name='exec'][callee.object.property.name=/^(db|database)$/]"
]

const sqlElsewhere = 'SQL lives in core/database: a statement with a name, or in compile/.'

const restricted = (files, selectors, message) => ({
  files,
  rules: { 'no-restricted-syntax': ['error', ...selectors.map(selector => ({ selector, message }))] }
})

const page = ['electron', 'node:*', '**/src-main/**', '**/text/{en,ko}/**']

/** The views that lay out a part of the window and hand on to each other view what it needs. */
const rooms = [
  'src-renderer/views/frame/Sidebar.svelte',
  'src-renderer/views/inspector/Inspector.svelte',
  'src-renderer/views/library/LibraryView.svelte',
  'src-renderer/views/map/MapView.svelte',
  'src-renderer/views/playlists/PlaylistsView.svelte',
  'src-renderer/views/settings/SettingsView.svelte',
  'src-renderer/views/shelves/ShelvesView.svelte',
  'src-renderer/views/tags/TagsView.svelte'
]

/**
 * A sentence, or the start of one, in what is handed to people. Messages of failures and lines of the log are plain
 * English and stay so; everything else is a code with values (contract/in-words.ts).
 */
const sentence = "/^[A-Z][\\w’']* [a-z].*/"
const notFailure =
  ':not(NewExpression[callee.name=/Error$/] *):not(CallExpression[callee.name=/^(log|unasked)$/] *)'
const notLog = ':not(CallExpression[callee.property.name=/^(log|#log|onLog|#onLog|#requireIdle|refused)$/] *)'
const noSentences = [
  `Literal[value=${sentence}]${notFailure}${notLog}`,
  `TemplateLiteral[quasis.0.value.raw=${sentence}]${notFailure}${notLog}`
].map(selector => ({
  selector,
  message: 'Core and engine hand out codes; words are in src-renderer/text and src-main/words.'
}))

export default ts.config(
  {
    ignores: [
      'out/',
      'dist/',
      'node_modules/',
      'models/',
      '**/.venv/',
      'tests/support/electron/',
      'test-results/'
    ]
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } }
  },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // Indexing typed arrays under noUncheckedIndexedAccess needs it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }]
    }
  },
  {
    files: ['tests/**'],
    rules: { 'max-lines': ['error', { max: 400 }] }
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  {
    ...restricted(['src-main/**'], sql, sqlElsewhere),
    ignores: ['src-main/core/database/**']
  },
  restricted(
    ['src-main/core/database/statements/**'],
    [":function :function CallExpression[callee.property.name='prepare']"],
    'Prepare it when the factory is called, so that the test of query plans sees it.'
  ),
  fence(
    ['src-main/contract/**'],
    ['../*', '../**', 'electron', 'node:*'],
    'The contract imports nothing of ours.'
  ),
  {
    files: [
      'src-main/core/{doubles,map,playlists,search,library}/**',
      'src-main/core/tagging/{audit,describe,suggest,taught,terms}/**',
      'src-main/core/inference/{providers,packs/known}.ts',
      'src-main/core/audio/{decoder,find-decoder,ffmpeg-complaints,with-fallback}.ts',
      'src-main/engine/features/**'
    ],
    // A later block takes the place of an earlier one: what guards the SQL is named here again.
    rules: {
      'no-restricted-syntax': [
        'error',
        ...noSentences,
        ...sql.map(selector => ({ selector, message: sqlElsewhere }))
      ]
    }
  },
  fence(
    ['src-main/words/**'],
    ['electron', 'node:*', '**/core/**', '**/engine/**', ...shells],
    'Words are made from what the contract hands out.'
  ),
  fence(
    ['src-main/core/**'],
    ['electron', '**/engine/**', words, ...shells],
    'Core knows no shell, no engine and no words.'
  ),
  fence(
    ['src-main/core/{files,formats,pictures,tags,threads}/**'],
    ['electron', '**/engine/**', words, ...shells, ...features, ...parts],
    'Files, formats, tags and threads are what everything else stands on.'
  ),
  fence(
    ['src-main/core/{audio,database,inference,jobs,library}/**'],
    ['electron', '**/engine/**', words, ...shells, ...features],
    'Audio, database, inference, jobs and library use none of the features.'
  ),
  fence(
    ['src-main/core/{analysis,scan,search}/**'],
    [
      'electron',
      '**/engine/**',
      words,
      ...shells,
      '**/tagging/**',
      '**/playlists/**',
      '**/keeping/**',
      '**/core/doubles/**',
      '**/core/map/**'
    ],
    'Analysing, scanning and searching know neither tags nor playlists.'
  ),
  fence(
    ['src-main/core/tagging/**'],
    [
      'electron',
      '**/engine/**',
      words,
      ...shells,
      '**/playlists/**',
      '**/keeping/**',
      '**/core/doubles/**',
      '**/core/map/**'
    ],
    'Playlists are made of tags, not tags of playlists.'
  ),
  fence(['src-main/engine/**'], ['electron', words, ...shells], 'The engine knows no shell and no words.'),
  fence(
    ['src-main/engine/{wire,workers}/**'],
    ['electron', words, ...shells, '**/features/**'],
    'The wire and the workers know no feature.'
  ),
  fence(
    ['src-main/engine/features/**'],
    [
      'electron',
      words,
      ...shells,
      ...[
        'analysis',
        'covers',
        'doubles',
        'keeping',
        'library',
        'map',
        'models',
        'playlists',
        'system',
        'tags'
      ].map(of => `../${of}/**`)
    ],
    'Features tell each other by changes.ts; what one needs of another, engine.ts hands it.'
  ),
  // The app's engine writes files for people, as that of the command line does.
  fence(['src-main/engine/engine.process.ts'], ['electron', ...shells], 'The engine knows no shell.'),
  fence(
    ['src-main/{cli,serve}/**'],
    ['electron', '**/core/**', '**/app/**'],
    'Shells reach core through the engine.'
  ),
  fence(
    ['src-main/shell/**'],
    ['electron', '**/core/**', '**/app/**', '**/serve/**', '**/cli/**'],
    'What shells share knows none of them.'
  ),
  fence(
    ['src-main/{app,preload}/**'],
    ['**/core/**', '**/cli/**', words],
    'The Electron shell reaches core only through the engine process.'
  ),
  fence(
    ['src-renderer/**'],
    page,
    'The page knows the contract and its bridge only, and no language by name.'
  ),
  fence(
    ['src-renderer/components/**'],
    [...page, '**/state/**', '**/views/**', '**/bridge/**'],
    'Components know nothing of the business.'
  ),
  fence(['src-renderer/state/**'], [...page, '**/views/**', '**/components/**'], 'State knows no views.'),
  {
    files: ['src-renderer/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.name='$effect'], CallExpression[callee.object.name='$effect']",
          message: 'State follows by $derived or an event; what stands in the page by an attachment.'
        }
      ]
    }
  },
  {
    ...fence(
      ['src-renderer/views/**'],
      [...page, '**/state/app.svelte.ts'],
      'A view takes what it needs; only the rooms take the whole application.'
    ),
    ignores: rooms
  }
)
