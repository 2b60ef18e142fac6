import { randomBytes } from 'node:crypto';
import { copyFile, lstat, mkdir, readdir, readlink, rename, rm, rmdir, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StartRefusal } from '#domain/startRefusal.ts';
import { isLocale, type Locale } from '#domain/locale.ts';
import { dayAndClock } from '#formats/dates.ts';
import { html } from '#formats/html.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import { inRoot } from '#platform/root.ts';
import type { Runtime } from '#platform/runtime.ts';
import { missing } from './publicUrls.ts';
import type { Rendered } from './render.ts';
import type { Snapshot, SnapshotPage } from './snapshot.ts';
import { noticed, noticeOf } from './stale.ts';

/** What the export does after each version: nothing where ALLCLEAR_EXPORT_DIR is not set. */
export const exportTo =
  ({ env, publicUrl }: Pick<Runtime, 'env' | 'publicUrl'>) =>
  async (snapshot: Snapshot): Promise<void> => {
    if (env.ALLCLEAR_EXPORT_DIR !== undefined) await exportSite(snapshot, env.ALLCLEAR_EXPORT_DIR, publicUrl);
  };

/**
 * Writes the public site as static files that any host can serve, links from the root. The folder is a link to a
 * hidden one beside it that holds one version; it is turned to the next version in one move, so no reader ever gets
 * two of them mixed. `latest.json` is written last, for whoever copies the folder elsewhere file by file.
 */
export async function exportSite(snapshot: Snapshot, folder: string, publicUrl: string): Promise<void> {
  const place = resolve(folder);
  await requireOurs(place);
  const prefix = `.${basename(place)}.`;
  const version = join(dirname(place), `${prefix}${snapshot.version}-${randomBytes(4).toString('hex')}`);
  await mkdir(version, { recursive: true });
  for (const page of snapshot.pages) await writePage(snapshot, page, version, publicUrl);
  for (const name of filesOfOurs) await copyFile(inRoot(`dist/client/${name}`), join(version, name)).catch(() => {});
  const latest = { version: snapshot.version, exported_at: Temporal.Now.instant().toString(), url: `${publicUrl}/` };
  await writeFile(join(version, 'latest.json'), `${JSON.stringify(latest)}\n`);
  const before = await readlink(place).catch(() => null);
  await symlink(basename(version), `${version}.link`);
  await rename(`${version}.link`, place);
  await tidy(dirname(place), prefix, [basename(version), before === null ? '' : basename(before)]);
}

const filesOfOurs = ['favicon.svg', 'og.png', 'robots.txt'];

/** A folder that holds something else is not ours to replace. */
async function requireOurs(place: string): Promise<void> {
  const found = await lstat(place).catch(() => null);
  if (found === null || found.isSymbolicLink()) return;
  await rmdir(place).catch(() => {
    throw new StartRefusal(
      `${place} cannot become the export: it is not empty, or is not a folder of its own. Name one that does not exist yet, for example ${join(place, 'site')}`,
    );
  });
}

async function writePage(snapshot: Snapshot, page: SnapshotPage, folder: string, publicUrl: string): Promise<void> {
  const rendered = await snapshot.read(page.target);
  if (rendered === null) throw new Error(`the page ${page.target} is damaged on the disk`);
  const file = join(folder, fileOf(page));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    rendered.contentType.startsWith('text/html') ? copyOf(page.target, rendered, publicUrl) : rendered.body,
  );
}

/** The file that a static host answers an address with: a page is the index of a folder of its name. */
function fileOf({ target, contentType }: SnapshotPage): string {
  if (target.endsWith(missing)) return `${target}.html`;
  return contentType.startsWith('text/html') ? join(target, 'index.html') : target;
}

/** The page as a copy: it says of when it is and where the live one is, and its forms go there. */
function copyOf(target: string, { body, renderedAt }: Rendered, publicUrl: string): string {
  const first = target.split('/')[1];
  const locale: Locale = isLocale(first) ? first : 'en';
  const w = words(locale).away;
  const of = dayAndClock(Temporal.Instant.fromEpochMilliseconds(renderedAt), locale);
  const live = target.endsWith(missing) ? href('/', locale) : target;
  const notice = noticeOf(html`${w.copy(of)} <a href="${publicUrl}${live}">${w.livePage}</a>`, false);
  const form = html`<form action="${publicUrl}${live}" method="post"`;
  return noticed(body.toString(), notice).replaceAll('<form method="post"', () => String(form));
}

async function tidy(parent: string, prefix: string, wanted: readonly string[]): Promise<void> {
  const ours = (await readdir(parent)).filter(
    (name) => name.startsWith(prefix) && /^\d+-[0-9a-f]{8}/u.test(name.slice(prefix.length)),
  );
  for (const name of ours.filter((one) => !wanted.includes(one)))
    await rm(join(parent, name), { recursive: true, force: true });
}
