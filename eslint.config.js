import tseslint from 'typescript-eslint';

const pure = 'src/{base,contract,model,failures,language,semantics,engine,simulator,trace,scene}/**/*.ts';

const noDefaultExports = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a thing has one name everywhere.',
};
const noBarrels = {
  selector: 'ExportAllDeclaration',
  message: 'Import from the file that defines the thing.',
};
const noStyleInTemplates = {
  selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/[\\s"\']style\\s*=/]',
  message: "The content security policy blocks style attributes: use a class or the element's style property.",
};
const noStyleAttribute = {
  selector: 'CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]',
  message: "The content security policy blocks style attributes: use a class or the element's style property.",
};

export default tseslint.config(
  { ignores: ['build/', 'dist/', 'src/language/generated/', 'test/fixtures/'] },
  { linterOptions: { noInlineConfig: true } },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // An index that is in range by construction is asserted with «!»: hot loops cannot afford a branch for it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'no-restricted-syntax': ['error', noDefaultExports, noBarrels],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', { max: 4 }],
    },
  },
  { files: ['src/**/*.ts', 'webview/**/*.ts'], rules: { 'no-console': 'error' } },
  {
    files: [pure],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take a Prng.' },
        { object: 'Date', property: 'now', message: 'Take the time as an argument.' },
        { object: 'performance', property: 'now', message: 'Take the time as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        noDefaultExports,
        noBarrels,
        { selector: 'NewExpression[callee.name="Date"]', message: 'Take the time as an argument.' },
      ],
    },
  },
  {
    files: ['webview/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', noDefaultExports, noBarrels, noStyleInTemplates, noStyleAttribute],
    },
  },
  // A describe callback is a table of contents, not a function.
  { files: ['test/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.{js,mjs,cjs}'],
    rules: {
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
);
