import { globSync } from 'node:fs';

/** A file of `src/pages` that is a page; `path` is the only one that it answers, null where that holds an id or key. */
export type PageFile = { file: string; path: string | null; answers(path: string): boolean };

/** Every page that there is: those with a fixed path win over the ones that take any id, and these over what takes the rest. */
export const pageFiles: readonly PageFile[] = globSync('src/pages/**/*.astro')
  .map((file) => {
    const route = file.replace(/^src\/pages|(?:\/index)?\.astro$/gu, '') || '/';
    const pattern = new RegExp(
      `^${route.replaceAll(/\[\w+\]/gu, '[^/]+').replace(/\/\[\.{3}\w+\]/u, '(?:/.+)?')}$`,
      'u',
    );
    return { file, path: route.includes('[') ? null : route, answers: (path: string) => pattern.test(path) };
  })
  .toSorted((one, other) => breadth(one) - breadth(other));

function breadth({ file, path }: PageFile): number {
  return file.includes('[...') ? 2 : Number(path === null);
}

/** The page that answers this address in any language; undefined for what is no page of ours. */
export const pageAt = ({ pathname }: URL): PageFile | undefined =>
  pageFiles.find(({ answers }) => answers(pathname.replace(/^\/es(?=\/|$)/u, '').replace(/(?<=.)\/$/u, '') || '/'));

/** The fixed paths of one side of the house: the console's, or with `/` the public's. */
export const fixedPaths = (side: '/console' | '/'): string[] =>
  pageFiles
    .map(({ path }) => path)
    .filter((path) => path !== null && /^\/console(?:\/|$)/u.test(path) === (side === '/console'))
    .filter((path) => path !== null);
