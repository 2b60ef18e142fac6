import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = new URL('../src', import.meta.url).pathname;
const files = globSync('**/*.{ts,astro}', { cwd: src }).toSorted();
const text = new Map(files.map((file) => [file, readFileSync(join(src, file), 'utf8')]));

/**
 * The table of ARCHITECTURE.md with what the house has added since (src/README.md): which folder may import which, and
 * of which only types, which leave nothing behind when the program runs.
 */
const table: Record<string, { may: readonly string[]; typesOf?: readonly string[] }> = {
  domain: { may: [] },
  i18n: { may: ['domain'] },
  db: { may: ['domain'] },
  formats: { may: ['domain', 'i18n'], typesOf: ['queries'] },
  emails: { may: ['domain', 'i18n', 'formats'], typesOf: ['queries'] },
  platform: { may: ['domain'], typesOf: ['db'] },
  queries: { may: ['domain', 'db'] },
  commands: { may: ['domain', 'db', 'queries'], typesOf: ['platform'] },
  channels: { may: ['domain', 'formats', 'emails', 'i18n', 'platform', 'queries'], typesOf: ['db'] },
  jobs: { may: ['commands', 'queries', 'channels', 'domain', 'platform'], typesOf: ['db'] },
  actions: { may: ['commands', 'domain', 'platform', 'queries', 'emails', 'channels', 'formats', 'i18n'] },
  // A preview is one action, for the console and for the API.
  api: { may: ['commands', 'queries', 'actions', 'domain', 'db', 'i18n', 'platform'] },
  demo: { may: ['commands', 'queries', 'domain', 'db', 'platform'] },
  // A composer asks for its own preview while somebody types.
  components: { may: ['domain', 'i18n', 'formats', 'actions'], typesOf: ['queries', 'commands', 'platform'] },
  // The frame around every page reads what it shows: the page's name, the counts beside the menu.
  layouts: { may: ['domain', 'i18n', 'formats', 'components', 'queries'] },
  pages: {
    may: ['queries', 'commands', 'actions', 'api', 'formats', 'components', 'layouts', 'i18n', 'domain', 'platform'],
  },
};

/** They put the others together, so they may import anything, except pages. */
const wiring = ['server', 'cli', '*'];

type Import = { from: string; to: string; specifier: string; typesOnly: boolean };

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '*');

/** Every import of a file; of an .astro file its whole text is looked at, since scripts import as well. */
function importsOf(file: string): Import[] {
  const code = (text.get(file) ?? '').replace(/\/\*[\s\S]*?\*\//gu, '');
  const found = [...code.matchAll(/^\s*(import|export)\s+(type\s+)?([^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gmu)];
  const dynamic = [...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/gu)].map((match) => ({
    specifier: match[1] ?? '',
    typesOnly: false,
  }));
  const stated = found.map(([, , type, names = '', specifier = '']) => ({
    specifier,
    typesOnly: type !== undefined || onlyTypes(names),
  }));
  return [...stated, ...dynamic].map(({ specifier, typesOnly }) => ({
    from: file,
    to: targetOf(file, specifier),
    specifier,
    typesOnly,
  }));
}

/** `{ type A, type B } from` leaves nothing behind either. */
function onlyTypes(names: string): boolean {
  const inside = /^\{([^}]*)\}/u.exec(names.trim())?.[1];
  return (
    inside !== undefined &&
    inside
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .every((name) => name.startsWith('type '))
  );
}

/** The file of ours that is meant, from src on; a package keeps its name. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return relative(src, join(src, dirname(file), specifier));
  return specifier;
}

const isOurs = ({ specifier }: Import): boolean => specifier.startsWith('#') || specifier.startsWith('.');
const imports = files.flatMap(importsOf);
const said = ({ from, specifier, typesOnly }: Import): string => `${from} → ${specifier}${typesOnly ? ' (types)' : ''}`;

it('there is a house to look at', () => {
  expect(files.length).toBeGreaterThan(250);
  expect(imports.length).toBeGreaterThan(1_000);
  for (const folder of Object.keys(table))
    expect(files.filter((file) => folderOf(file) === folder).length, folder).toBeGreaterThan(0);
});

it('every folder of src has its line in the table', () => {
  const folders = new Set(files.map(folderOf));
  expect(
    [...folders].filter((folder) => !(folder in table) && !wiring.includes(folder) && folder !== 'styles'),
  ).toEqual([]);
});

describe.each(Object.entries(table))('%s', (folder, { may, typesOf = [] }) => {
  it(`imports ${[...may, ...typesOf.map((one) => `types of ${one}`)].join(', ') || 'nothing'}, and nothing else of ours`, () => {
    const odd = imports
      .filter((one) => folderOf(one.from) === folder && isOurs(one))
      .filter((one) => {
        const to = folderOf(one.to);
        return (
          to !== folder &&
          to !== '..' &&
          to !== 'styles' &&
          !may.includes(to) &&
          !(one.typesOnly && typesOf.includes(to))
        );
      });
    expect(odd.map(said)).toEqual([]);
  });
});

it('the domain imports nothing at all from outside', () => {
  expect(imports.filter((one) => folderOf(one.from) === 'domain' && !isOurs(one)).map(said)).toEqual([]);
});

it('the domain reads no clock and rolls no dice', () => {
  const asking = files.filter(
    (file) =>
      folderOf(file) === 'domain' &&
      /Temporal\.Now|new Date\(|Date\.now|Math\.random|randomUUID|process\./u.test(text.get(file) ?? ''),
  );
  expect(asking).toEqual([]);
});

it('nothing imports pages', () => {
  expect(
    imports.filter((one) => isOurs(one) && folderOf(one.to) === 'pages' && folderOf(one.from) !== 'pages').map(said),
  ).toEqual([]);
});

it('only pages, layouts, components, middleware and what starts Astro know it', () => {
  const astro = imports.filter(
    ({ specifier }) => specifier === 'astro' || specifier.startsWith('astro:') || specifier.startsWith('astro/'),
  );
  expect(astro.length).toBeGreaterThan(0);
  expect(
    astro
      .filter(
        (one) =>
          !['pages', 'layouts', 'components', 'server'].includes(folderOf(one.from)) && one.from !== 'middleware.ts',
      )
      .map(said),
  ).toEqual([]);
});

it('everything is imported by its full name', () => {
  expect(
    imports.filter((one) => isOurs(one) && !/\.(ts|astro|css|json|svg|js)(\?\w+)?$/u.test(one.specifier)).map(said),
  ).toEqual([]);
});

it('nothing reaches out of src, except for the text of a script that the page serves', () => {
  expect(
    imports
      .filter((one) => isOurs(one) && one.to.startsWith('..') && !/^\.\.\/public\/\w+\.js\?raw$/u.test(one.to))
      .map(said),
  ).toEqual([]);
});

describe('a file', () => {
  const ts = files.filter((file) => file.endsWith('.ts'));

  it('has at most 250 lines', () => {
    // A section of a language is one table of words, however long.
    const prose = files.filter((file) => !/^i18n\/\w+\//u.test(file));
    expect(prose.filter((file) => (text.get(file) ?? '').split('\n').length > 251)).toEqual([]);
  });

  it('has no "any"', () => {
    const anywhere = /(?:[:<]|\bas|[^|]\|)\s*any\b(?:\[\])*\s*(?:[,;)>|{]|$)|,\s*any\s*>/mu;
    for (const sample of [
      'x: any',
      'x: any[]',
      'Record<string, any>',
      'Promise<any>',
      'x as any;',
      'a | any;',
      '(x: any) => {',
    ])
      expect(sample).toMatch(anywhere);
    expect(files.filter((file) => anywhere.test(code(file)))).toEqual([]);
  });

  it('has no default export, unless a framework asks for one', () => {
    expect(
      ts.filter(
        (file) =>
          !file.startsWith('pages/') && /^export default|^export \{[^}]*\bas default\b/mu.test(text.get(file) ?? ''),
      ),
    ).toEqual([]);
  });

  it('exports other files’ things only as one of the registries', () => {
    const barrels = ts.filter((file) => /^export (\*|\{[^}]*\}) from/mu.test(text.get(file) ?? ''));
    expect(barrels.filter((file) => !/(^|\/)index\.ts$/u.test(file))).toEqual([]);
  });
});

/** Without comments, in which any word may stand. */
function code(file: string): string {
  return (text.get(file) ?? '').replace(/\/\*[\s\S]*?\*\//gu, '').replace(/^\s*\/\/.*$/gmu, '');
}
