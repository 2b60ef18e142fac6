import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { categoriseReport } from '#commands/reports/categorise.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { closeReport } from '#commands/reports/close.ts';
import { fileReport } from '#commands/reports/file.ts';
import { followUpReport } from '#commands/reports/followUp.ts';
import { linkReport } from '#commands/reports/link.ts';
import { replyToReport } from '#commands/reports/reply.ts';
import { writeToReport } from '#commands/reports/write.ts';
import { mail } from '#db/schema/notification.ts';
import { report, reportMessage } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { eventsOf } from '../support/given/record.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aReport, anInvestigation, reportDraft } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const rowOf = async (id: Id<'report'>) => (await db.select().from(report).where(eq(report.id, id)))[0];
const lettersTo = (to: string) => db.select().from(mail).where(eq(mail.to, to));
const noId = 'zzzzzzzzzzzz' as Id<never>;

describe('a new report', () => {
  it('has a reference at once, an acknowledgement on its way, and a time by which it is answered', async () => {
    const { id, reference } = await must(
      fileReport(house.visitor(), { ...reportDraft, reporter: { email: 'new@example.org', name: null } }),
    );
    expect(reference).toMatch(/^R-[2-9A-HJKMNP-TV-Z]{5}$/u);
    expect(await rowOf(id)).toMatchObject({
      state: 'new',
      kind: null,
      claimedBy: null,
      reference,
      firstAnswerDueAt: Temporal.Instant.from('2025-03-12T10:00:00Z'),
    });
    expect(await lettersTo('new@example.org')).toMatchObject([
      { kind: 'report_received', state: 'pending', about: { reportId: id } },
    ]);
    expect((await eventsOf(db)).at(-1)).toMatchObject({
      name: 'report.filed',
      subject: id,
      actorId: null,
      actorRoles: ['visitor'],
    });
  });

  it('takes another reference when its own is taken', async () => {
    const references = ['R-AAAAA', 'R-AAAAA', 'R-BBBBB'];
    const ctx = house.visitor({ newReference: () => references.shift() ?? 'R-CCCCC' });
    expect((await must(fileReport(ctx, reportDraft))).reference).toBe('R-AAAAA');
    expect((await must(fileReport(ctx, reportDraft))).reference).toBe('R-BBBBB');
  });

  it('names a component and an incident that exist, or is refused', async () => {
    const odd = { ...reportDraft, componentId: noId, incidentId: noId };
    expect(await pointsOf(fileReport(house.visitor(), odd))).toEqual(['component_id: unknown', 'incident_id: unknown']);
    expect(await codeOf(fileReport(house.visitor(), { ...reportDraft, componentId: house.components.signIn }))).toBe(
      'accepted',
    );
  });
});

describe('a claimed report', () => {
  it('belongs to one agent, also when ten want it at once', async () => {
    const id = await aReport(house);
    const codes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => codeOf(claimReport(house.as(n % 2 === 0 ? 'ana' : 'mateo'), { id }))),
    );
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(5);
    expect(codes.filter((code) => code === 'already_claimed')).toHaveLength(5);
    expect(
      (await eventsOf(db)).filter((event) => event.name === 'report.claimed' && event.subject === id),
    ).toHaveLength(1);
  });
});

describe('a reply', () => {
  it('is mailed, kept, claims the report, and waits for its reporter', async () => {
    const id = await aReport(house, { reporter: { email: 'reply@example.org', name: 'Lin' }, locale: 'es' });
    await must(replyToReport(house.as('ana'), { id, body: 'Which browser is it?' }));
    expect(await rowOf(id)).toMatchObject({
      state: 'waiting_on_reporter',
      claimedBy: house.people.ana.accountId,
      firstAnsweredAt: house.clock.now(),
    });
    const [message] = await db.select().from(reportMessage).where(eq(reportMessage.reportId, id));
    expect(message).toMatchObject({ body: 'Which browser is it?', authorId: house.people.ana.accountId });
    expect((await lettersTo('reply@example.org')).at(-1)).toMatchObject({
      kind: 'report_reply',
      locale: 'es',
      about: { reportId: id, messageId: message?.id },
    });
  });

  it('answers first once: a second one moves that time no more', async () => {
    const id = await aReport(house);
    const first = house.clock.now();
    await must(replyToReport(house.as('ana'), { id, body: 'First' }));
    house.clock.forward({ hours: 1 });
    await must(replyToReport(house.as('ana'), { id, body: 'Second' }));
    expect((await rowOf(id))?.firstAnsweredAt).toEqual(first);
  });

  it('of the reporter brings the report back in front of the agent', async () => {
    const id = await aReport(house);
    await must(replyToReport(house.as('ana'), { id, body: 'Which browser is it?' }));
    await must(writeToReport(house.visitor(), { id, body: 'All of them' }));
    expect((await rowOf(id))?.state).toBe('claimed');
  });
});

describe('a closed report', () => {
  it('keeps its reason, takes nothing more, and opens again when its reporter writes', async () => {
    const id = await aReport(house);
    await must(categoriseReport(house.as('ana'), { id, kind: 'question' }));
    await must(closeReport(house.as('ana'), { id, reason: 'Answered on the phone' }));
    expect(await rowOf(id)).toMatchObject({
      state: 'closed',
      kind: 'question',
      closeReason: 'Answered on the phone',
      closedAt: house.clock.now(),
    });
    const investigationId = await anInvestigation(house);
    for (const again of [
      claimReport(house.as('ana'), { id }),
      replyToReport(house.as('ana'), { id, body: 'x' }),
      linkReport(house.as('ana'), { id, investigationId }),
      closeReport(house.as('ana'), { id, reason: 'x' }),
      followUpReport(house.visitor(), { id, answer: 'no', note: null }),
    ])
      expect(await codeOf(again)).toBe('report_closed');
    await must(writeToReport(house.visitor(), { id, body: 'It is back' }));
    expect((await rowOf(id))?.state).toBe('new');
  });
});

describe('a linked report', () => {
  it('is a bug that has gone up with its investigation, and stands in its story', async () => {
    const id = await aReport(house);
    const investigationId = await anInvestigation(house);
    await must(linkReport(house.as('ana'), { id, investigationId }));
    expect(await rowOf(id)).toMatchObject({
      state: 'escalated',
      kind: 'bug',
      investigationId,
      claimedBy: house.people.ana.accountId,
    });
    expect((await eventsOf(db)).at(-1)).toMatchObject({ name: 'report.linked', reportId: id, investigationId });
  });

  it('needs an investigation that exists', async () => {
    expect(await pointsOf(linkReport(house.as('ana'), { id: await aReport(house), investigationId: noId }))).toEqual([
      'investigation_id: unknown',
    ]);
  });
});

describe('the follow-up', () => {
  it('yes solves the report, no brings it back with the answer', async () => {
    const [fixed, not] = [await aReport(house), await aReport(house)];
    await must(claimReport(house.as('ana'), { id: not }));
    await must(followUpReport(house.visitor(), { id: fixed, answer: 'yes', note: null }));
    await must(followUpReport(house.visitor(), { id: not, answer: 'no', note: 'Still empty' }));
    expect(await rowOf(fixed)).toMatchObject({ state: 'solved', followUpAnswer: 'yes', closedAt: house.clock.now() });
    expect(await rowOf(not)).toMatchObject({
      state: 'claimed',
      followUpAnswer: 'no',
      followUpNote: 'Still empty',
      closedAt: null,
    });
  });

  it('may change its mind: what was fixed yesterday is broken today', async () => {
    const id = await aReport(house);
    await must(followUpReport(house.visitor(), { id, answer: 'yes', note: null }));
    await must(followUpReport(house.visitor(), { id, answer: 'no', note: null }));
    expect(await rowOf(id)).toMatchObject({ state: 'new', closedAt: null });
  });
});

it('what does not exist is not found', async () => {
  expect(await codeOf(claimReport(house.as('ana'), { id: noId }))).toBe('not_found');
  expect(await codeOf(writeToReport(house.visitor(), { id: noId, body: 'x' }))).toBe('not_found');
});
