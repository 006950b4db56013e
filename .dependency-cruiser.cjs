// Who may import whom, and who may use which package. ARCHITECTURE.md explains the rooms; the tsconfig.json of each
// room says the same to the compiler, which cannot see packages and cycles.

const pureRooms = [
  'base',
  'contract',
  'model',
  'failures',
  'language',
  'semantics',
  'engine',
  'simulator',
  'trace',
  'scene',
];
const src = names => names.map(name => `src/${name}`);

const rooms = {
  'src/base': [],
  'src/contract': src(['base']),
  'src/model': src(['base']),
  'src/failures': src(['base']),
  'src/language': src(['base', 'model', 'failures']),
  'src/semantics': src(['base', 'model']),
  'src/engine': src(['base', 'model', 'semantics']),
  'src/simulator': src(['base', 'model', 'semantics']),
  'src/trace': src(['base', 'model']),
  // A trace's types mention the model's, so pictures of traces need both.
  'src/scene': src(['base', 'contract', 'model', 'trace']),
  'src/worker': src(pureRooms),
  'src/extension': src(['base', 'contract', 'model', 'language', 'failures']),
  'src/cli': src([...pureRooms, 'worker']),
  'webview/kit': src(['base', 'contract', 'scene']),
  'webview/draw': src(['base', 'contract', 'scene']),
  'webview/view': [...src(['base', 'contract', 'scene']), 'webview/kit', 'webview/draw'],
  'webview/boot': [...src(['base', 'contract', 'scene']), 'webview/kit', 'webview/draw', 'webview/view'],
  // The extension is measured through the door that its tests come in by.
  bench: [...src([...pureRooms, 'worker', 'cli']), 'test'],
};

const packages = {
  'src/language': ['langium', 'chevrotain'],
  'src/worker': ['comlink', 'elkjs'],
  'src/extension': ['vscode', '@types/vscode', 'comlink'],
  'src/cli': ['commander'],
  'webview/kit': ['lit', '@vscode/webview-ui-toolkit'],
  'webview/view': ['lit'],
  'webview/boot': ['lit'],
  bench: ['vscode', '@types/vscode', 'esbuild'],
};

/** Node's own modules are for the rooms that touch a machine; everything else also runs in a browser. */
const roomsOnNode = ['src/worker', 'src/extension', 'src/cli', 'bench'];

const any = names => names.map(name => name.replaceAll('/', '\\/')).join('|');

const roomRules = Object.entries(rooms).flatMap(([room, mayImport]) => {
  const mayUse = packages[room] ?? [];
  return [
    {
      name: `${room}-imports`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: { path: '^(src|webview|test|bench|tools)/', pathNot: `^(${any([room, ...mayImport])})/` },
    },
    {
      name: `${room}-packages`,
      severity: 'error',
      from: { path: `^${room}/` },
      to:
        mayUse.length === 0
          ? { path: '(^|/)node_modules/|^vscode$' }
          : {
              path: '(^|/)node_modules/|^vscode$',
              pathNot: `((^|/)node_modules/(${any(mayUse)})(/|$))|^(${any(mayUse)})$`,
            },
    },
  ];
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    {
      name: 'no-room-without-rules',
      comment: 'A new room is added to the table above, and to tsconfig.json, before it is used.',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: `^(${any(Object.keys(rooms))})/` },
      to: {},
    },
    {
      name: 'node-modules-of-node',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: `^(${any(roomsOnNode)})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nobody-imports-a-thread-entry',
      severity: 'error',
      from: { path: '^(src|webview|bench)/' },
      to: { path: '^src/worker/[^/]*Entry(\\.node|\\.web)?\\.ts$' },
    },
    ...roomRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    // The build script has the name of the package it uses, which the resolver takes for a cycle.
    doNotFollow: { path: ['node_modules', '^esbuild\\.mjs$'] },
    exclude: { path: '(^|/)(build|dist)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
