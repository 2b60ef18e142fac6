import { z } from 'zod';
import type { Reader } from '#db/client.ts';
import { bounds } from '#domain/text.ts';
import { perhaps, prose } from '#platform/validation.ts';
import { presenting } from './answers.ts';

/** What the lists that fit on one page share: categories, components, targets, teams. */
export const place = z.number().int().min(0).max(10_000);
export const position = perhaps(place);
export const description = perhaps(prose(bounds.short));

type List<Row> = (db: Reader) => Promise<Row[]>;

/** One of a list by its id, as it stands within this transaction. */
export const one =
  <Row extends { id: string }>(list: List<Row>) =>
  async (db: Reader, id: string): Promise<Row | null> =>
    (await list(db)).find((row) => row.id === id) ?? null;

/** For a command's `present`: what was just written, as the list shows it. */
export const present = <Row extends { id: string }>(list: List<Row>) =>
  presenting((tx, { id }: { id: string }) => one(list)(tx, id));

/** For what is gone. */
export const gone = async () => ({ body: null });

/** `undefined` means "leave it", null means "take it away": only what was named is handed on. */
export const named = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
