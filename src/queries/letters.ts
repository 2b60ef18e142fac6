import { and, count, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { category, component } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { confirmationLink, confirmationRequest, investigation } from '#db/schema/investigation.ts';
import { account, team } from '#db/schema/people.ts';
import { report, reportMessage } from '#db/schema/report.ts';
import { optIn, subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Extent } from '#domain/investigation.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { nameIn } from './inLanguage.ts';

type Db = Database | Transaction;

/** What each letter is rendered from, read when it is frozen; null where its subject is gone. */
export async function reportLetter(db: Db, id: Id<'report'>) {
  const [row] = await db.select().from(report).where(eq(report.id, id));
  return row ?? null;
}

export async function replyLetter(db: Db, reportId: Id<'report'>, messageId: Id<'message'>) {
  const [row] = await db
    .select({ report, body: reportMessage.body, from: account.name })
    .from(reportMessage)
    .innerJoin(report, eq(report.id, reportMessage.reportId))
    .leftJoin(account, eq(account.id, reportMessage.authorId))
    .where(and(eq(reportMessage.id, messageId), eq(report.id, reportId)));
  return row ?? null;
}

/** The wish that waits for its link, with the names of its parts. */
export async function optInLetter(db: Db, id: Id<'opt_in'>, locale: Locale): Promise<{ parts: string[] } | null> {
  const [row] = await db.select({ wish: optIn.wish }).from(optIn).where(eq(optIn.id, id));
  if (row === undefined) return null;
  const { wish } = row;
  return { parts: await partNames(db, wish.categoryIds, wish.componentIds, wish.incidentId, locale) };
}

export async function confirmationLetter(db: Db, id: Id<'confirmation_link'>, locale: Locale) {
  const [row] = await db
    .select({
      request: confirmationRequest,
      team: team.name,
      developer: account.name,
      title: investigation.title,
      since: investigation.createdAt,
      audience: investigation.audience,
    })
    .from(confirmationLink)
    .innerJoin(confirmationRequest, eq(confirmationRequest.id, confirmationLink.requestId))
    .innerJoin(team, eq(team.id, confirmationRequest.teamId))
    .innerJoin(account, eq(account.id, confirmationLink.accountId))
    .innerJoin(investigation, eq(investigation.id, confirmationRequest.investigationId))
    .where(eq(confirmationLink.id, id));
  if (row === undefined) return null;
  const { request } = row;
  const [reports] = await db
    .select({ count: count() })
    .from(report)
    .where(eq(report.investigationId, request.investigationId));
  const [asker] = await db.select({ name: account.name }).from(account).where(eq(account.id, request.requestedBy));
  const components = await partNames(db, [], request.componentIds, null, locale);
  return {
    ...row,
    extent: request.extent as Extent | null,
    note: request.note,
    reports: reports?.count ?? 0,
    askedBy: asker?.name ?? '',
    components,
  };
}

export async function followUpLetter(db: Db, reportId: Id<'report'>, incidentId: Id<'incident'>) {
  const [row] = await db
    .select({ report, title: incident.title, translations: incident.translations })
    .from(report)
    .innerJoin(incident, eq(incident.id, incidentId))
    .where(eq(report.id, reportId));
  return row ?? null;
}

export async function invitationLetter(db: Db, id: Id<'account'>) {
  const [row] = await db
    .select({ id: account.id, name: account.name, passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, id));
  return row ?? null;
}

/** A webhook that was switched off, and since when it failed. */
export async function endpointLetter(db: Db, id: Id<'subscriber'>) {
  const [row] = await db
    .select({ address: subscriber.address, since: subscriber.failingSince, lastFailure: subscriber.lastFailure })
    .from(subscriber)
    .where(eq(subscriber.id, id));
  return row === undefined || row.since === null ? null : { ...row, since: row.since };
}

/** For each of these subscribers, the parts that they subscribed to by name, in their own language if no other is asked for; empty for everything. */
export async function subscribedParts(
  db: Db,
  ids: readonly Id<'subscriber'>[],
  language: Locale | typeof subscriber.locale = subscriber.locale,
): Promise<Map<string, string[]>> {
  const rows = await db
    .select({
      id: subscription.subscriberId,
      scope: subscription.scope,
      category: nameIn(category, language),
      component: nameIn(component, language),
      incident: incident.title,
    })
    .from(subscription)
    .innerJoin(subscriber, eq(subscriber.id, subscription.subscriberId))
    .leftJoin(category, eq(category.id, subscription.categoryId))
    .leftJoin(component, eq(component.id, subscription.componentId))
    .leftJoin(incident, eq(incident.id, subscription.incidentId))
    .where(inArray(subscription.subscriberId, [...ids]));
  const groups = Map.groupBy(rows, (row) => row.id);
  return new Map(
    [...groups].map(([id, own]) => [
      id,
      own.some((row) => row.scope === 'all')
        ? []
        : own.flatMap((row) => row.category ?? row.component ?? row.incident ?? []),
    ]),
  );
}

/** Names of categories, components and an incident, in this order. */
export async function partNames(
  db: Db,
  categoryIds: readonly string[],
  componentIds: readonly string[],
  incidentId: string | null,
  locale: Locale,
): Promise<string[]> {
  const categories =
    categoryIds.length === 0
      ? []
      : await db
          .select({ name: nameIn(category, locale) })
          .from(category)
          .where(inArray(category.id, categoryIds as Id<'category'>[]));
  const components =
    componentIds.length === 0
      ? []
      : await db
          .select({ name: nameIn(component, locale) })
          .from(component)
          .where(inArray(component.id, componentIds as Id<'component'>[]));
  const incidents =
    incidentId === null
      ? []
      : await db
          .select({ name: incident.title })
          .from(incident)
          .where(eq(incident.id, incidentId as Id<'incident'>));
  return [...categories, ...components, ...incidents].map(({ name }) => name);
}
