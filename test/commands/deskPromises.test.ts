import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { remindAgents, tellManagersOfLate, tellOfSilence } from '#commands/desk/keepPromises.ts';
import { changeDesk } from '#commands/desk/settings.ts';
import { decideFeedback } from '#commands/feedback/decide.ts';
import { joinFeedback } from '#commands/feedback/join.ts';
import { voteForFeedback } from '#commands/feedback/vote.ts';
import { changeHolidays, removeCalendar, saveCalendar } from '#commands/hours/calendars.ts';
import { createContract, removeContract } from '#commands/hours/contracts.ts';
import { askReporterAgain } from '#commands/reports/askAgain.ts';
import { categoriseReport } from '#commands/reports/categorise.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { followUpReport, recordFollowUp } from '#commands/reports/followUp.ts';
import { mergeReport } from '#commands/reports/merge.ts';
import { replyToReport } from '#commands/reports/reply.ts';
import { writeToReport } from '#commands/reports/write.ts';
import { incident } from '#db/schema/incident.ts';
import { mail } from '#db/schema/notification.ts';
import { report } from '#db/schema/report.ts';
import { officeWeek } from '#domain/businessHours.ts';
import type { Id } from '#domain/id.ts';
import { queueOf } from '#queries/consoleQueue.ts';
import { wishLines, wishView } from '#queries/feedback.ts';
import { publicReport } from '#queries/publicReport.ts';
import { useDatabase } from '../support/database.ts';
import { aClock } from '../support/given/clock.ts';
import { aHouse, contextOf, type House, type Name } from '../support/given/house.ts';
import { published, resolved } from '../support/given/incidents.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aReport } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House | undefined;
let started = false;
const home = (): House => {
  if (house === undefined) throw new Error('no house');
  return house;
};
beforeEach(async () => {
  if (started) return;
  started = true;
  house = await aHouse(database, aClock());
});

const rowOf = async (id: Id<'report'>) => (await db.select().from(report).where(eq(report.id, id)))[0];
const lettersTo = async (to: string, kind?: string) =>
  (await db.select().from(mail).where(eq(mail.to, to))).filter((one) => kind === undefined || one.kind === kind);
const system = () => contextOf(database, home().clock, { kind: 'system' });
const queue = async (name: Name) =>
  (await queueOf(db, home().people[name], home().clock.now(), true)).items.map((item) =>
    'reportId' in item ? `${item.kind} ${item.reportId}` : item.kind,
  );
const from = (email: string, locale: 'en' | 'es' = 'en') =>
  aReport(home(), { reporter: { email, name: null }, locale });

describe('a first answer that is promised', () => {
  it('whoever took the report is reminded once, before; the managers are told once, after', async () => {
    const [mine, nobodys] = [await from('slow@example.org'), await from('nobody@example.org')];
    await must(claimReport(home().as('ana'), { id: mine }));
    await remindAgents(system(), null);
    expect(await lettersTo('ana@example.org', 'answer_due')).toEqual([]);
    home().clock.forward({ hours: 22, minutes: 30 });
    await remindAgents(system(), null);
    await remindAgents(system(), null);
    expect(await lettersTo('ana@example.org', 'answer_due')).toMatchObject([
      { about: { reportIds: mine, count: '1' } },
    ]);
    await tellManagersOfLate(system(), null);
    expect(await lettersTo('maren@example.org', 'answers_late')).toEqual([]);
    home().clock.forward({ hours: 2 });
    await tellManagersOfLate(system(), null);
    await tellManagersOfLate(system(), null);
    for (const manager of ['maren', 'jonas', 'nour'])
      expect(await lettersTo(`${manager}@example.org`, 'answers_late')).toMatchObject([
        { about: { reportIds: `${mine} ${nobodys}`, count: '2' } },
      ]);
    expect(await queue('maren')).toContain(`answer_late ${mine}`);
    expect(await queue('ana')).toContain(`unanswered ${mine}`);
    await must(replyToReport(home().as('ana'), { id: mine, body: 'Sorry for the wait.' }));
    expect(await queue('maren')).not.toContain(`answer_late ${mine}`);
  });

  it('a reporter who writes back is seen by whoever has the report', async () => {
    const id = await from('back@example.org');
    await must(replyToReport(home().as('mateo'), { id, body: 'Which browser?' }));
    await must(writeToReport(home().visitor(), { id, body: 'Safari' }));
    expect(await queue('mateo')).toContain(`wrote_back ${id}`);
    await must(replyToReport(home().as('mateo'), { id, body: 'Thank you.' }));
    expect(await queue('mateo')).not.toContain(`wrote_back ${id}`);
  });
});

describe('after the resolution', () => {
  /** Three reporters of one incident that is over; Ana has their reports. */
  async function over(names: readonly string[]) {
    const reportIds = await Promise.all(names.map((name, n) => from(`${name}@example.org`, n === 1 ? 'es' : 'en')));
    const { incidentId } = await published(home(), undefined, { reportIds });
    await resolved(home(), incidentId);
    return { incidentId, reportIds };
  }
  const answer = (id: Id<'report'>, said: 'yes' | 'no', note: string | null = null) =>
    must(followUpReport(home().visitor(), { id, answer: said, note }));

  it('every linked report is on hold, and each reporter is asked in their language', async () => {
    const { reportIds } = await over(['asked1', 'asked2', 'asked3']);
    for (const id of reportIds)
      expect(await rowOf(id)).toMatchObject({ state: 'on_hold', askedAt: home().clock.now() });
    expect(await lettersTo('asked1@example.org', 'follow_up')).toMatchObject([{ locale: 'en' }]);
    expect(await lettersTo('asked2@example.org', 'follow_up')).toMatchObject([{ locale: 'es' }]);
  });

  it('one No reopens the report in front of its agent; two warn every manager, once', async () => {
    const { incidentId, reportIds } = await over(['no1', 'no2', 'no3']);
    const [one, two, three] = reportIds as [Id<'report'>, Id<'report'>, Id<'report'>];
    await answer(one, 'no', 'Still an empty page');
    expect(await rowOf(one)).toMatchObject({ state: 'claimed', followUpNote: 'Still an empty page' });
    expect(await queue('ana')).toContain(`said_no ${one}`);
    expect(await lettersTo('maren@example.org', 'not_over')).toEqual([]);
    await answer(two, 'no');
    await answer(three, 'no');
    expect(await lettersTo('maren@example.org', 'not_over')).toMatchObject([{ about: { incidentId } }]);
    expect(await queue('maren')).toContain('not_over');
    expect(await db.select({ at: incident.doubtedAt }).from(incident).where(eq(incident.id, incidentId))).toEqual([
      { at: home().clock.now() },
    ]);
    await answer(two, 'yes');
    await answer(three, 'yes');
    expect(await queue('maren')).not.toContain('not_over');
  });

  it('silence is told to the agent after as many days as are set, and nothing closes by itself', async () => {
    await must(changeDesk(home().as('ines'), { answerReminderMinutes: 60, silenceDays: 3 }));
    const { reportIds } = await over(['quiet']);
    const [id] = reportIds as [Id<'report'>];
    home().clock.forward({ hours: 71 });
    await tellOfSilence(system(), null);
    expect(await queue('ana')).not.toContain(`silent ${id}`);
    home().clock.forward({ hours: 2 });
    await tellOfSilence(system(), null);
    await tellOfSilence(system(), null);
    const told = (await lettersTo('ana@example.org', 'follow_up_silent')).filter(({ about }) =>
      about['reportIds']?.includes(id),
    );
    expect(told).toHaveLength(1);
    expect(await queue('ana')).toContain(`silent ${id}`);
    expect(await rowOf(id)).toMatchObject({ state: 'on_hold' });
    await must(askReporterAgain(home().as('ana'), { id }));
    expect(await lettersTo('quiet@example.org', 'follow_up')).toHaveLength(2);
    expect(await queue('ana')).not.toContain(`silent ${id}`);
    await must(recordFollowUp(home().as('ana'), { id, answer: 'yes', note: 'On the phone' }));
    expect(await rowOf(id)).toMatchObject({ state: 'solved', followUpNote: 'On the phone' });
    expect(await codeOf(askReporterAgain(home().as('ana'), { id }))).toBe('not_on_hold');
  });

  it('a merged reporter is asked too, and their No stands by itself', async () => {
    const [one, other] = [await from('whole@example.org'), await from('part@example.org')];
    await must(mergeReport(home().as('ana'), { id: other, intoId: one, tellsAnswer: false }));
    const { incidentId } = await published(home(), undefined, { reportIds: [one] });
    await resolved(home(), incidentId);
    expect(await lettersTo('part@example.org', 'follow_up')).toHaveLength(1);
    await answer(other, 'no', 'Not for me');
    expect(await rowOf(other)).toMatchObject({ mergedIntoId: null, state: 'claimed' });
    expect(await rowOf(one)).toMatchObject({ state: 'on_hold' });
  });
});

describe('a wish', () => {
  it('comes from feedback, gathers reporters and votes, and its decision is told to each in their language', async () => {
    const [english, spanish] = [await from('wish@example.org'), await from('deseo@example.org', 'es')];
    await must(categoriseReport(home().as('ana'), { id: english, kind: 'feedback' }));
    await must(categoriseReport(home().as('ana'), { id: spanish, kind: 'feedback' }));
    const [, first] = (await wishLines(db, 'open', null, { limit: 10, cursor: null })).data;
    const id = first?.id ?? ('' as Id<'feedback'>);
    await must(joinFeedback(home().as('ana'), { id: spanish, feedbackId: id }));
    expect((await wishLines(db, 'open', null, { limit: 10, cursor: null })).data).toMatchObject([{ id, reporters: 2 }]);
    await must(voteForFeedback(home().as('tove'), { id, isFor: true }));
    await must(voteForFeedback(home().as('tove'), { id, isFor: true }));
    expect(await wishView(db, id, home().people.tove.accountId)).toMatchObject({ votes: 1, isMine: true });
    const words = { en: 'It comes in spring.', es: 'Llega en primavera.' };
    expect(await codeOf(decideFeedback(home().as('ana'), { id, decision: 'planned', words }))).toBe('forbidden');
    await must(decideFeedback(home().as('maren'), { id, decision: 'planned', words }));
    expect(await lettersTo('deseo@example.org', 'feedback_decided')).toMatchObject([{ locale: 'es' }]);
    expect((await publicReport(db, spanish, 'es'))?.messages.map(({ body }) => body)).toEqual(['Llega en primavera.']);
    expect((await publicReport(db, english, 'en'))?.messages.map(({ body }) => body)).toEqual(['It comes in spring.']);
    expect(await rowOf(english)).toMatchObject({ state: 'closed' });
    expect(await codeOf(decideFeedback(home().as('maren'), { id, decision: 'planned', words }))).toBe(
      'already_decided',
    );
    await must(decideFeedback(home().as('maren'), { id, decision: 'done', words: { en: 'It is there.' } }));
    expect(await lettersTo('deseo@example.org', 'feedback_decided')).toHaveLength(2);
  });

  it('that was a mistake goes away when the report is called something else', async () => {
    const id = await from('mistake@example.org');
    await must(categoriseReport(home().as('ana'), { id, kind: 'feedback' }));
    await must(categoriseReport(home().as('ana'), { id, kind: 'bug' }));
    expect(await rowOf(id)).toMatchObject({ kind: 'bug', feedbackId: null });
    expect((await wishLines(db, 'open', null, { limit: 10, cursor: null })).data).toEqual([]);
  });
});

describe('hours and contracts', () => {
  const due = async (id: Id<'report'>) => (await rowOf(id))?.firstAnswerDueAt.toString();

  it('a holiday that becomes known moves what waits, and one that is taken out moves it back', async () => {
    const id = await from('holiday@example.org');
    const before = await due(id);
    const day = Temporal.Instant.from(before ?? '')
      .toZonedDateTimeISO('Europe/Madrid')
      .toPlainDate()
      .toString();
    const { id: own } = await must(
      saveCalendar(home().as('ines'), { id: null, name: null, timeZone: 'Europe/Madrid', hours: officeWeek }),
    );
    await must(changeHolidays(home().as('ines'), { id: own, add: [{ day, name: 'Fiesta' }], remove: [] }));
    expect(await due(id)).not.toBe(before);
    await must(changeHolidays(home().as('ines'), { id: own, add: [], remove: [day] }));
    expect(await due(id)).toBe(before);
    expect(await codeOf(removeCalendar(home().as('ines'), { id: own }))).toBe('in_use');
  });

  it('a customer is known by address, else by domain, and answered by their contract', async () => {
    const now = home().clock.now();
    const draft = { terms: 'around_the_clock' as const, calendarId: null };
    const { id: gold } = await must(
      createContract(home().as('ines'), { ...draft, name: 'Gold', customers: ['@gold.example'] }),
    );
    await must(
      createContract(home().as('ines'), {
        name: 'One person',
        terms: 'time_and_materials',
        calendarId: null,
        customers: ['rosa@gold.example'],
      }),
    );
    const [anybody, rosa] = [await from('anybody@GOLD.example'), await from('rosa@gold.example')];
    expect(await rowOf(anybody)).toMatchObject({ contractId: gold, firstAnswerDueAt: now.add({ hours: 24 }) });
    expect((await rowOf(rosa))?.contractId).not.toBe(gold);
    expect(
      await pointsOf(createContract(home().as('ines'), { ...draft, name: 'Other', customers: ['@gold.example'] })),
    ).toEqual(['customers: has_contract']);
    await must(removeContract(home().as('ines'), { id: gold }));
    expect(await rowOf(anybody)).toMatchObject({ contractId: null });
  });

  it('hours that are none, or a zone that is none, are named', async () => {
    const wrong = {
      id: null,
      name: 'Night',
      timeZone: 'Mars/Olympus',
      hours: { 2: { opens: '17:00', closes: '09:00' } },
    };
    expect(await pointsOf(saveCalendar(home().as('ines'), wrong))).toEqual(['time_zone: unknown', 'opens.2: no_hours']);
  });
});
